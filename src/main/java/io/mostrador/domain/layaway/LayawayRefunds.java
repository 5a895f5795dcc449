package io.mostrador.domain.layaway;

import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.sales.Sale;
import io.mostrador.domain.sales.SaleVoided;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.core.json.JsonObject;

/** Ends a settled layaway whose sale is voided; the void itself gives goods and credit back. */
public final class LayawayRefunds implements SaleVoided {

  private final BusinessTime time;
  private final AuditLog audit;
  private final LayawayStore store = new LayawayStore();

  public LayawayRefunds(BusinessTime time, AuditLog audit) {
    this.time = time;
    this.audit = audit;
  }

  @Override
  public Completable voided(Transaction tx, Sale sale) {
    return store
        .refund(tx.sql(), sale.id(), time.now())
        .flatMapCompletable(layaway -> audit.record(tx, record(layaway, sale)));
  }

  private static AuditRecord record(Layaway layaway, Sale sale) {
    return AuditRecord.of(
        "layaway.refund",
        "layaway",
        layaway.id(),
        new JsonObject()
            .put("sale", sale.id().toString())
            .put("total", Decimals.moneyText(sale.total())));
  }
}
