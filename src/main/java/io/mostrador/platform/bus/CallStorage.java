package io.mostrador.platform.bus;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;

/** Where a context keeps its {@link Call}; Vert.x wants to know of it before it starts. */
public final class CallStorage implements VertxServiceProvider {

  static final ContextLocal<Call> CALL = ContextLocal.registerLocal(Call.class);

  @Override
  public void init(VertxBootstrap bootstrap) {
    // that this class is loaded is all
  }
}
