package io.mostrador.domain.purchasing;

import io.mostrador.domain.catalog.StockRaised;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Single;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Documents what was bought without an invoice: stock that is set higher at a known cost. */
public final class DirectPurchases implements StockRaised {

  private static final String SUPPLIER_CODE = "DIRECT";

  private final BusinessTime time;
  private final SupplierStore suppliers = new SupplierStore();
  private final ReceiptStore receipts = new ReceiptStore();

  public DirectPurchases(BusinessTime time) {
    this.time = time;
  }

  /** A posted receipt of the transaction's actor; the catalogue moves the stock itself. */
  @Override
  public Single<UUID> bought(
      Transaction tx, UUID productId, BigDecimal units, BigDecimal unitCost) {
    return suppliers
        .byCode(tx.sql(), SUPPLIER_CODE)
        .map(supplier -> receipt(supplier.id(), productId, units, unitCost))
        .flatMap(receipt -> receipts.add(tx.sql(), receipt, tx.actor().id(), time.now()));
  }

  private static NewReceipt receipt(
      UUID supplierId, UUID productId, BigDecimal units, BigDecimal unitCost) {
    return new NewReceipt(
        supplierId,
        null,
        null,
        true,
        Totals.withoutInvoice(units, unitCost),
        null,
        List.of(new NewReceipt.Line(productId, units, unitCost, null)));
  }
}
