package io.mostrador;

import io.mostrador.kernel.Actor;
import io.mostrador.kernel.PageRequest;
import io.mostrador.kernel.Role;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls operations as a user would, without a server in between; blocks. */
final class DemoCalls {

  private final Map<String, DomainVerticle> verticles;
  private final Actor actor;

  DemoCalls(Domains domains) {
    this(new HashMap<>(), new Actor(0, "", Role.ADMIN));
    domains.verticles().stream()
        .map(supplier -> supplier.get())
        .forEach(verticle -> verticle.operationIds().forEach(id -> verticles.put(id, verticle)));
  }

  private DemoCalls(Map<String, DomainVerticle> verticles, Actor actor) {
    this.verticles = verticles;
    this.actor = actor;
  }

  DemoCalls as(Actor user) {
    return new DemoCalls(verticles, user);
  }

  /** The answer's body. */
  JsonObject send(String operationId, JsonObject body) {
    return send(operationId, new JsonObject(), body);
  }

  JsonObject send(String operationId, JsonObject parameters, JsonObject body) {
    Request.Origin origin =
        new Request.Origin("demo", "http://localhost/", "127.0.0.1", null, null, null);
    Request request = new Request(operationId, actor, parameters, body, origin);
    Reply reply = verticles.get(operationId).answer(request).blockingGet();
    return (JsonObject) reply.body();
  }

  /** The first rows of a list. */
  List<JsonObject> rows(String operationId) {
    JsonObject parameters = new JsonObject().put("page_size", PageRequest.LARGEST_SIZE);
    return send(operationId, parameters, new JsonObject()).getJsonArray("results").stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
