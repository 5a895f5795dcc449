package io.mostrador.domain.sales;

import io.mostrador.domain.accounts.User;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.Customer;
import io.mostrador.domain.customers.Customers;
import io.mostrador.domain.customers.Phone;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.sales.SaleStore.ProductName;
import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Ids;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what a till sends against every rule and writes it down as a sale. */
final class SaleDrafts {

  private final BusinessTime time;
  private final CardPlans cardPlans;
  private final Customers customers;
  private final StoreCredit storeCredit;
  private final SaleStore store = new SaleStore();

  SaleDrafts(BusinessTime time, CardPlans cardPlans, Customers customers, StoreCredit storeCredit) {
    this.time = time;
    this.cardPlans = cardPlans;
    this.customers = customers;
    this.storeCredit = storeCredit;
  }

  /** A sale that has been checked and is about to be written. */
  record Checked(List<SaleLine> lines, List<Payment> payments, SaleTotals totals) {

    List<SoldLine> sold() {
      return lines.stream().map(SaleLine::sold).toList();
    }
  }

  /** Goods that may be sold, not paid yet. */
  record Goods(List<SaleLine> lines, List<CardPlan> plans) {

    /** Fails with {@code invalid} when the totals or the payments make no sense. */
    Checked paidBy(List<SaleInput.PaymentInput> payments) {
      SaleTotals totals = SaleRules.totals(lines.stream().map(SaleLine::sold).toList());
      return new Checked(lines, SaleRules.payments(payments, plans, totals.total()), totals);
    }
  }

  /** Fails with {@code invalid} on the first fault; the product that is missing is nested. */
  Single<Checked> check(SqlClient sql, SaleInput input) {
    return goods(sql, input).map(goods -> goods.paidBy(input.payments()));
  }

  /** The same before the payments are asked. */
  Single<Goods> goods(SqlClient sql, SaleInput input) {
    return Single.zip(
        store.products(sql, input.products()),
        plans(sql, input),
        (products, plans) -> goods(input, products, plans));
  }

  private Single<List<CardPlan>> plans(SqlClient sql, SaleInput input) {
    return input.isPaidBy(Payment.Method.CARD) ? cardPlans.active(sql) : Single.just(List.of());
  }

  private static Goods goods(SaleInput input, List<ProductName> products, List<CardPlan> plans) {
    Map<UUID, ProductName> byId =
        products.stream().collect(Collectors.toMap(ProductName::id, product -> product));
    requireAll(input, byId);
    List<SoldLine> sold = SaleRules.lines(input.lines());
    return new Goods(
        sold.stream().map(line -> line(line, byId.get(line.product()))).toList(), plans);
  }

  private static SaleLine line(SoldLine sold, ProductName product) {
    return new SaleLine(Ids.next(), product.sku(), product.name(), sold);
  }

  private static void requireAll(SaleInput input, Map<UUID, ProductName> known) {
    if (known.keySet().containsAll(input.products())) {
      return;
    }
    JsonArray faults = new JsonArray();
    for (UUID product : input.products()) {
      JsonArray message = new JsonArray().add("El producto no existe.");
      faults.add(
          known.containsKey(product) ? new JsonObject() : new JsonObject().put("product", message));
    }
    throw Failure.invalid(new JsonObject().put("lines", faults));
  }

  /**
   * The customer of a sale, found by phone or made; fails with {@code invalid} on {@code
   * customer_phone} or {@code payments} when the credit it is paid by is not there.
   */
  Maybe<Customer> customer(Transaction tx, SaleInput input, Checked sale) {
    Optional<Phone> phone = input.customerPhone().map(Phone::of);
    String name = input.customerName().orElse(null);
    return requireCredit(tx, input, sale.payments())
        .andThen(
            Maybe.defer(
                () ->
                    phone.isEmpty()
                        ? Maybe.empty()
                        : customers.upsert(tx, phone.get(), name, null).toMaybe()));
  }

  /** Fails with {@code invalid} where the credit that is to pay is not there. */
  Completable requireCredit(Transaction tx, SaleInput input, List<Payment> payments) {
    return input.isPaidBy(Payment.Method.CUSTOMER_CREDIT)
        ? requireCredit(tx, input.customerPhone().map(Phone::of), payments)
        : Completable.complete();
  }

  /** The customer that a promotion needs; fails with {@code invalid} on {@code customer_phone}. */
  Single<Customer> rewarded(Transaction tx, SaleInput input) {
    Phone phone =
        input
            .customerPhone()
            .map(Phone::of)
            .orElseThrow(
                () -> Failure.invalid("customer_phone", "La promoción necesita un cliente."));
    return customers.upsert(tx, phone, input.customerName().orElse(null), null);
  }

  private Completable requireCredit(Transaction tx, Optional<Phone> phone, List<Payment> payments) {
    BigDecimal needed = credit(payments);
    return Maybe.defer(() -> phone.map(each -> customers.find(tx, each)).orElse(Maybe.empty()))
        .switchIfEmpty(
            Single.error(
                () ->
                    Failure.invalid(
                        "customer_phone", "El crédito necesita un cliente registrado.")))
        .flatMap(customer -> storeCredit.balance(tx, customer.id()))
        .flatMapCompletable(
            balance ->
                balance.compareTo(needed) >= 0
                    ? Completable.complete()
                    : Completable.error(
                        Failure.invalid("payments", "El crédito del cliente no alcanza.")));
  }

  /** How much of the payments is store credit. */
  static BigDecimal credit(List<Payment> payments) {
    return Decimals.sum(
        payments.stream()
            .filter(payment -> payment.method() == Payment.Method.CUSTOMER_CREDIT)
            .map(Payment::amount)
            .toList());
  }

  /**
   * The head of a new sale of the transaction's actor.
   *
   * @param confirmedAt null for a draft
   */
  Sale head(
      Transaction tx, SaleTotals totals, Optional<UUID> customerId, OffsetDateTime confirmedAt) {
    return new Sale(
        Ids.next(),
        tx.actor().id(),
        tx.actor().username(),
        customerId.orElse(null),
        confirmedAt == null ? Sale.Status.DRAFT : Sale.Status.CONFIRMED,
        totals,
        time.now(),
        confirmedAt,
        null);
  }

  /**
   * Takes the lock that writing the sale will need, before those of goods are taken: a reward being
   * given to the customer has both in this order.
   *
   * @param customerId null without a customer
   */
  Completable hold(Transaction tx, @Nullable UUID customerId) {
    return customerId == null ? Completable.complete() : customers.hold(tx, customerId);
  }

  Completable write(Transaction tx, Sale sale, List<SaleLine> lines, List<Payment> payments) {
    return store.add(tx.sql(), sale, dayOf(sale), lines, payments);
  }

  private @Nullable LocalDate dayOf(Sale sale) {
    return sale.confirmedAt() == null ? null : time.dayOf(sale.confirmedAt());
  }

  /** What the audit keeps of a manual discount, and of who let it pass; none without discount. */
  static List<AuditRecord> discount(
      Sale sale, List<SaleLine> lines, Optional<User> approver, String reason) {
    BigDecimal discount = sale.totals().discountAmount().subtract(promotion(lines));
    if (discount.signum() == 0) {
      return List.of();
    }
    JsonArray discounts = new JsonArray();
    lines.stream()
        .filter(line -> line.sold().discountPct().signum() > 0)
        .forEach(line -> discounts.add(line.toJson()));
    JsonObject payload =
        new JsonObject()
            .put("discount_amount", Decimals.moneyText(discount))
            .put("lines", discounts)
            .put("approved_by", approver.map(User::id).orElse(null))
            .put("reason", reason);
    String action = approver.isPresent() ? "sale.discount_override" : "sale.discount";
    return List.of(AuditRecord.of(action, "sale", sale.id(), payload));
  }

  private static BigDecimal promotion(List<SaleLine> lines) {
    return Decimals.sum(lines.stream().map(line -> line.sold().promotion().discount()).toList());
  }
}
