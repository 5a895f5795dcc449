package io.mostrador.domain.sales;

import io.mostrador.domain.accounts.Accounts;
import io.mostrador.domain.accounts.User;
import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditRecord;
import io.mostrador.domain.customers.Customer;
import io.mostrador.domain.customers.Customers;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.investors.InvestorGoods;
import io.mostrador.domain.loyalty.Rewards;
import io.mostrador.domain.sales.profitability.Breakdown;
import io.mostrador.domain.sales.profitability.OperatingCostRate;
import io.mostrador.domain.sales.profitability.SaleTotals;
import io.mostrador.domain.sales.profitability.SoldLine;
import io.mostrador.kernel.Actor;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.kernel.Ids;
import io.mostrador.kernel.Page;
import io.mostrador.kernel.PageRequest;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Transaction;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Selling: drafts, confirmations, voids, and what there is to see of them. */
public final class Sales {

  private final Database database;
  private final BusinessTime time;
  private final AuditLog audit;
  private final SaleDrafts drafts;
  private final Confirmations confirmations;
  private final Promotions promotions;
  private final Voids voids;
  private final Approvals approvals;
  private final Earnings earnings;
  private final SaleStore store = new SaleStore();
  private final SaleListStore list;

  public Sales(
      Database database,
      BusinessTime time,
      AuditLog audit,
      Accounts accounts,
      Inventory inventory,
      Customers customers,
      StoreCredit storeCredit,
      InvestorGoods investorGoods,
      CardPlans cardPlans,
      Rewards rewards,
      SaleVoided saleVoided) {
    this.database = database;
    this.time = time;
    this.audit = audit;
    this.list = new SaleListStore(time);
    this.earnings = new Earnings(time, investorGoods);
    this.drafts = new SaleDrafts(time, cardPlans, customers, storeCredit);
    this.confirmations = new Confirmations(time, audit, inventory, storeCredit, earnings);
    this.promotions = new Promotions(time, drafts, confirmations, rewards);
    this.voids = new Voids(time, audit, inventory, storeCredit, earnings, rewards, saleVoided);
    this.approvals = new Approvals(accounts);
  }

  /** Who approved the discounts; to be asked before the transaction begins. */
  Single<Optional<User>> approver(Actor actor, SaleInput input, String address) {
    return Single.defer(() -> approvals.approver(actor, input, address));
  }

  /** A draft; fails with {@code invalid} on the first fault. */
  Single<SaleDetail> draft(Transaction tx, SaleInput input, Optional<User> approver) {
    return drafts
        .check(tx.sql(), input)
        .flatMap(
            checked ->
                head(tx, input, checked, null)
                    .flatMap(
                        sale ->
                            drafts
                                .write(tx, sale, checked.lines(), checked.payments())
                                .andThen(recordAll(tx, discount(sale, checked, input, approver)))
                                .andThen(uneventful(tx, sale, checked))));
  }

  /**
   * A sale with all its effects; fails as {@link #draft} and {@link #confirm} do, and with {@code
   * promotion_changed}.
   */
  Single<SaleDetail> createAndConfirm(Transaction tx, SaleInput input, Optional<User> approver) {
    return input
        .promotion()
        .map(promise -> promotions.sell(tx, input, promise, approver))
        .orElseGet(() -> sell(tx, input, approver));
  }

  private Single<SaleDetail> sell(Transaction tx, SaleInput input, Optional<User> approver) {
    return drafts
        .check(tx.sql(), input)
        .flatMap(
            checked ->
                head(tx, input, checked, time.now())
                    .flatMap(
                        sale ->
                            confirmations.overTheCounter(
                                tx,
                                sale,
                                checked.lines(),
                                checked.payments(),
                                discount(sale, checked, input, approver),
                                drafts.write(tx, sale, checked.lines(), checked.payments()))));
  }

  private static List<AuditRecord> discount(
      Sale sale, SaleDrafts.Checked checked, SaleInput input, Optional<User> approver) {
    return SaleDrafts.discount(sale, checked.lines(), approver, input.approval().reason());
  }

  private Completable recordAll(Transaction tx, List<AuditRecord> records) {
    return records.isEmpty() ? Completable.complete() : audit.record(tx, records);
  }

  private Single<Sale> head(
      Transaction tx, SaleInput input, SaleDrafts.Checked checked, OffsetDateTime confirmedAt) {
    return drafts
        .customer(tx, input, checked)
        .map(Customer::id)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .map(customer -> drafts.head(tx, checked.totals(), customer, confirmedAt));
  }

  private Single<SaleDetail> uneventful(Transaction tx, Sale sale, SaleDrafts.Checked checked) {
    return store
        .customerOf(tx.sql(), sale.id())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .map(
            customer ->
                new SaleDetail(
                    sale, checked.lines(), checked.payments(), customer, Optional.empty()));
  }

  /**
   * Empty when it was confirmed before. Fails with {@code not_found}, {@code invalid_state} for a
   * void sale, {@code insufficient_stock}, or {@code invalid_payment} when the credit is gone.
   */
  Single<Optional<SaleDetail>> confirm(Transaction tx, UUID id) {
    return store
        .lock(tx.sql(), id)
        .switchIfEmpty(Single.error(() -> Failure.notFound()))
        .flatMap(
            sale ->
                switch (sale.status()) {
                  case DRAFT -> confirmDraft(tx, sale).map(Optional::of);
                  case CONFIRMED -> Single.just(Optional.<SaleDetail>empty());
                  case VOID ->
                      Single.error(Failure.refused("invalid_state", "La venta está anulada."));
                });
  }

  private Single<SaleDetail> confirmDraft(Transaction tx, Sale draft) {
    Sale sale = draft.confirmed(time.now());
    Completable markConfirmed =
        store.confirm(tx.sql(), sale.id(), sale.confirmedAt(), time.dayOf(sale.confirmedAt()));
    return Single.zip(
            drafts.hold(tx, sale.customerId()).toSingleDefault(true),
            store.lines(tx.sql(), sale.id()),
            store.payments(tx.sql(), sale.id()),
            (held, lines, payments) ->
                confirmations.overTheCounter(tx, sale, lines, payments, List.of(), markConfirmed))
        .flatMap(confirmed -> confirmed);
  }

  /**
   * The confirmed sale that a paid layaway becomes, of the user at the counter: the goods are out
   * and the credit is used already.
   *
   * @param totals the layaway's, which are rounded line by line
   */
  public Single<SaleDetail> settle(
      Transaction tx,
      UUID customerId,
      List<SoldLine> sold,
      List<Payment> payments,
      SaleTotals totals) {
    Sale sale = drafts.head(tx, totals, Optional.of(customerId), time.now());
    List<SaleLine> lines =
        sold.stream().map(line -> new SaleLine(Ids.next(), "", "", line)).toList();
    Completable writeDown = drafts.write(tx, sale, lines, payments);
    return drafts
        .hold(tx, customerId)
        .andThen(Single.defer(() -> confirmations.ofLayaway(tx, sale, lines, payments, writeDown)));
  }

  /** The sale as it is now; fails with {@code invalid_state} or {@code forbidden}. */
  Single<SaleDetail> voidSale(Transaction tx, UUID id, Optional<String> reason) {
    return voids.voidSale(tx, id, reason).flatMap(sale -> detail(tx.sql(), sale));
  }

  /** Fails with {@code not_found}. */
  Single<SaleDetail> get(UUID id) {
    return database.read(
        sql ->
            store
                .find(sql, id)
                .switchIfEmpty(Single.error(() -> Failure.notFound()))
                .flatMap(sale -> detail(sql, sale)));
  }

  private Single<SaleDetail> detail(SqlClient sql, Sale sale) {
    return Single.zip(
        store.lines(sql, sale.id()),
        store.payments(sql, sale.id()),
        store.customerOf(sql, sale.id()).map(Optional::of).defaultIfEmpty(Optional.empty()),
        earnings.find(sql, sale.id()).map(Optional::of).defaultIfEmpty(Optional.empty()),
        (lines, payments, customer, breakdown) ->
            new SaleDetail(sale, lines, payments, customer, breakdown));
  }

  /** Newest first. */
  Single<Page<SaleRow>> list(PageRequest page, SaleFilter filter) {
    return database.list(sql -> list.page(sql, page, filter));
  }

  /** For the next sale. */
  Single<OperatingCostRate> rate() {
    return database.read(earnings::rate);
  }

  /** What a sale would earn; fails with {@code invalid} on {@code lines} or {@code payments}. */
  Single<Breakdown> preview(SaleInput input) {
    return database.read(sql -> new Previews(earnings, drafts).of(sql, input));
  }
}
