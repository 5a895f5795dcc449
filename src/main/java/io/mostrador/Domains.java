package io.mostrador;

import io.mostrador.domain.accounts.Accounts;
import io.mostrador.domain.accounts.AccountsVerticle;
import io.mostrador.domain.accounts.Passwords;
import io.mostrador.domain.accounts.Sessions;
import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditSealing;
import io.mostrador.domain.catalog.Catalog;
import io.mostrador.domain.catalog.CatalogVerticle;
import io.mostrador.domain.catalog.Labels;
import io.mostrador.domain.customers.Customers;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.InventoryVerticle;
import io.mostrador.domain.investors.Assignments;
import io.mostrador.domain.investors.Funds;
import io.mostrador.domain.investors.InvestorGoods;
import io.mostrador.domain.investors.InvestorPurchases;
import io.mostrador.domain.investors.Investors;
import io.mostrador.domain.investors.InvestorsVerticle;
import io.mostrador.domain.sales.CardPlans;
import io.mostrador.domain.sales.Sales;
import io.mostrador.domain.sales.SalesVerticle;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.settings.Settings;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The business, wired: every use case with its collaborators, most general ones first. */
final class Domains {

  final Database database;
  final BusinessTime time;
  final Accounts accounts;
  final Sessions sessions;
  final AuditLog audit;
  final Inventory inventory;
  final Catalog catalog;
  final Labels brands;
  final Labels productTypes;
  final Investors investors;
  final Funds funds;
  final InvestorPurchases investorPurchases;
  final Assignments assignments;
  final Customers customers;
  final StoreCredit storeCredit;
  final InvestorGoods investorGoods;
  final CardPlans cardPlans;
  final Sales sales;

  Domains(Vertx vertx, Settings settings, Database database, BusinessTime time) {
    this.database = database;
    this.time = time;
    Passwords passwords = new Passwords(vertx, Runtime.getRuntime().availableProcessors());
    this.accounts = new Accounts(database, passwords, time);
    this.sessions = new Sessions(vertx, database, settings.security().jwtSecret(), time);
    this.audit = new AuditLog(time, AuditSealing.announcement(vertx));
    this.inventory = new Inventory(database, time, audit);
    this.catalog =
        new Catalog(
            database,
            time,
            audit,
            inventory,
            (tx, product, units, cost) -> Single.fromCallable(UUID::randomUUID));
    this.brands = Labels.brands(database, time);
    this.productTypes = Labels.productTypes(database, time);
    this.investors = new Investors(database, time);
    this.funds = new Funds(database, time, audit);
    this.investorPurchases = new InvestorPurchases(time, audit);
    this.assignments = new Assignments(database, time, audit);
    this.customers = new Customers(time);
    this.storeCredit = new StoreCredit(time);
    this.investorGoods = new InvestorGoods(time);
    this.cardPlans = new CardPlans(database);
    this.sales =
        new Sales(
            database,
            time,
            audit,
            accounts,
            inventory,
            customers,
            storeCredit,
            investorGoods,
            cardPlans,
            (tx, sale) -> Completable.complete());
  }

  /** One a domain; each call of a supplier makes one more instance. */
  List<Supplier<DomainVerticle>> verticles() {
    return List.of(
        () -> new AccountsVerticle(accounts, sessions),
        () -> new CatalogVerticle(database, time, catalog, brands, productTypes),
        () -> new InventoryVerticle(database, time, inventory),
        () ->
            new InvestorsVerticle(database, time, investors, funds, investorPurchases, assignments),
        () -> new SalesVerticle(database, time, sales, cardPlans));
  }

  /** What every node does beside answering. */
  List<Job> jobs() {
    return List.of(
        AuditSealing.sealing(database),
        Job.every(Duration.ofHours(1), "tokens.forget", sessions::forgetExpired),
        Job.every(Duration.ofHours(1), "keys.forget", () -> database.forgetKeys(time.now())));
  }
}
