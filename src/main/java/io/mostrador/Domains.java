package io.mostrador;

import io.mostrador.domain.accounts.Accounts;
import io.mostrador.domain.accounts.AccountsVerticle;
import io.mostrador.domain.accounts.ChosenPasswords;
import io.mostrador.domain.accounts.Guesses;
import io.mostrador.domain.accounts.Logins;
import io.mostrador.domain.accounts.PasswordResets;
import io.mostrador.domain.accounts.Passwords;
import io.mostrador.domain.accounts.Pins;
import io.mostrador.domain.accounts.Sessions;
import io.mostrador.domain.accounts.Users;
import io.mostrador.domain.audit.AuditChain;
import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditSealing;
import io.mostrador.domain.audit.AuditSearch;
import io.mostrador.domain.audit.AuditVerticle;
import io.mostrador.domain.cards.CardCommissions;
import io.mostrador.domain.cards.CardDeposits;
import io.mostrador.domain.cards.CardsVerticle;
import io.mostrador.domain.catalog.Catalog;
import io.mostrador.domain.catalog.CatalogEvent;
import io.mostrador.domain.catalog.CatalogVerticle;
import io.mostrador.domain.catalog.Labels;
import io.mostrador.domain.catalog.MediaPurge;
import io.mostrador.domain.catalog.MediaUploads;
import io.mostrador.domain.catalog.ProductImages;
import io.mostrador.domain.catalog.PublicCatalog;
import io.mostrador.domain.customers.Customers;
import io.mostrador.domain.customers.CustomersVerticle;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.expenses.ExpenseTemplates;
import io.mostrador.domain.expenses.Expenses;
import io.mostrador.domain.expenses.ExpensesVerticle;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.InventoryVerticle;
import io.mostrador.domain.investors.Assignments;
import io.mostrador.domain.investors.Funds;
import io.mostrador.domain.investors.InvestorGoods;
import io.mostrador.domain.investors.InvestorProfiles;
import io.mostrador.domain.investors.InvestorPurchases;
import io.mostrador.domain.investors.Investors;
import io.mostrador.domain.investors.InvestorsVerticle;
import io.mostrador.domain.layaway.LayawayExpiry;
import io.mostrador.domain.layaway.LayawayPayments;
import io.mostrador.domain.layaway.LayawayRefunds;
import io.mostrador.domain.layaway.LayawayVerticle;
import io.mostrador.domain.layaway.Layaways;
import io.mostrador.domain.loyalty.Evaluations;
import io.mostrador.domain.loyalty.LoyaltyReports;
import io.mostrador.domain.loyalty.LoyaltyVerticle;
import io.mostrador.domain.loyalty.Programs;
import io.mostrador.domain.loyalty.Redemptions;
import io.mostrador.domain.loyalty.Rewards;
import io.mostrador.domain.loyalty.Simulations;
import io.mostrador.domain.purchasing.DirectPurchases;
import io.mostrador.domain.purchasing.ImportConfirmation;
import io.mostrador.domain.purchasing.Imports;
import io.mostrador.domain.purchasing.InvoiceReader;
import io.mostrador.domain.purchasing.PurchasingVerticle;
import io.mostrador.domain.purchasing.Receipts;
import io.mostrador.domain.purchasing.Suppliers;
import io.mostrador.domain.reports.Reports;
import io.mostrador.domain.reports.ReportsVerticle;
import io.mostrador.domain.reports.RollUps;
import io.mostrador.domain.sales.CardPlans;
import io.mostrador.domain.sales.Sales;
import io.mostrador.domain.sales.SalesVerticle;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.http.Limiter;
import io.mostrador.platform.mail.LogMailer;
import io.mostrador.platform.mail.MailOutbox;
import io.mostrador.platform.mail.Mailer;
import io.mostrador.platform.mail.SmtpMailer;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.postgres.Reads;
import io.mostrador.platform.settings.Settings;
import io.mostrador.platform.storage.ObjectStorage;
import io.vertx.rxjava3.core.Vertx;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The business, wired: every use case with its collaborators, most general ones first. */
final class Domains {

  final Database database;
  final BusinessTime time;
  final Accounts accounts;
  final Sessions sessions;
  final Pins pins;
  final Logins logins;
  final Users users;
  final PasswordResets passwordResets;
  final AuditLog audit;
  final Inventory inventory;
  final Catalog catalog;
  final PublicCatalog publicCatalog;
  final Labels brands;
  final Labels productTypes;
  final Investors investors;
  final Funds funds;
  final InvestorPurchases investorPurchases;
  final Assignments assignments;
  final ImportConfirmation importConfirmation;
  final Imports imports;
  final MailOutbox mails;
  final MediaUploads uploads;
  final Optional<MediaPurge> mediaPurge;
  final ProductImages images;
  final Receipts receipts;
  final Suppliers suppliers;
  final Customers customers;
  final StoreCredit storeCredit;
  final InvestorGoods investorGoods;
  final CardPlans cardPlans;
  final Programs programs;
  final Evaluations evaluations;
  final Redemptions redemptions;
  final Simulations simulations;
  final LoyaltyReports loyaltyReports;
  final Sales sales;
  final Layaways layaways;
  final LayawayPayments layawayPayments;
  final LayawayExpiry layawayExpiry;
  final Expenses expenses;
  final ExpenseTemplates expenseTemplates;
  final Reports reports;
  final AuditSearch auditSearch;
  final AuditChain auditChain;
  final CardCommissions cardCommissions;
  final CardDeposits cardDeposits;
  final RollUps rollUps;

  /** With everything on one server. */
  Domains(
      Vertx vertx,
      Settings settings,
      Database database,
      BusinessTime time,
      Limiter limiter,
      Consumer<CatalogEvent> catalogEvents) {
    this(vertx, settings, database, database, time, limiter, catalogEvents);
  }

  /**
   * @param anywhere the same data, maybe on another server; for public reads and reports
   * @param limiter for what only a domain can count: failed logins
   * @param catalogEvents told of each change that was committed
   */
  Domains(
      Vertx vertx,
      Settings settings,
      Database database,
      Reads anywhere,
      BusinessTime time,
      Limiter limiter,
      Consumer<CatalogEvent> catalogEvents) {
    this.database = database;
    this.time = time;
    Passwords passwords = new Passwords(vertx, Runtime.getRuntime().availableProcessors());
    Guesses guesses = new Guesses(limiter);
    this.accounts = new Accounts(database, passwords, guesses, time);
    this.sessions = new Sessions(vertx, database, settings.security().jwtSecret(), time);
    this.audit = new AuditLog(time, AuditSealing.announcement(vertx));
    this.auditSearch = new AuditSearch(database, time);
    this.auditChain = new AuditChain(database);
    this.mails = new MailOutbox(vertx, database, time, mailer(vertx, settings));
    this.pins = new Pins(database, passwords, guesses);
    this.logins = new Logins(accounts, pins, sessions);
    ChosenPasswords chosen = new ChosenPasswords(passwords);
    this.users = new Users(database, time, audit, chosen, sessions, new InvestorProfiles(time));
    this.passwordResets =
        new PasswordResets(
            database, time, audit, chosen, sessions, mails, settings.http().frontendBaseUrl());
    this.inventory =
        new Inventory(
            database,
            time,
            audit,
            products -> catalogEvents.accept(new CatalogEvent.AvailabilityChanged(products)));
    this.images =
        new ProductImages(
            database,
            time,
            audit,
            Period.ofDays(settings.catalog().mediaPurgeDays()),
            catalogEvents);
    Optional<ObjectStorage> storage =
        settings.storage().map(bucket -> new ObjectStorage(vertx, bucket, Clock.systemUTC()));
    this.uploads = new MediaUploads(vertx, time, audit, settings.security().jwtSecret(), storage);
    this.mediaPurge = storage.map(bucket -> new MediaPurge(database, time, audit, bucket));
    this.catalog =
        new Catalog(
            database, time, audit, images, inventory, new DirectPurchases(time), catalogEvents);
    this.publicCatalog = new PublicCatalog(anywhere);
    this.brands = Labels.brands(database, time, catalogEvents);
    this.productTypes = Labels.productTypes(database, time, catalogEvents);
    this.investors = new Investors(database, time);
    this.funds = new Funds(database, time, audit);
    this.investorPurchases = new InvestorPurchases(time, audit);
    this.assignments = new Assignments(database, time, audit);
    this.suppliers = new Suppliers(database);
    this.imports = new Imports(database, time, audit, suppliers, new InvoiceReader(vertx));
    this.importConfirmation =
        new ImportConfirmation(time, audit, catalog, brands, productTypes, inventory, suppliers);
    this.receipts = new Receipts(database, time, inventory, suppliers);
    this.customers = new Customers(database, time);
    this.storeCredit = new StoreCredit(database, time, audit);
    this.investorGoods = new InvestorGoods(time);
    this.cardPlans = new CardPlans(database, audit);
    BigDecimal maxPct = BigDecimal.valueOf(settings.loyalty().maxDiscountPct());
    this.programs = new Programs(database, time, audit);
    this.evaluations = new Evaluations(database, time, customers, maxPct);
    this.redemptions = new Redemptions(database, customers);
    this.simulations = new Simulations(database, time, maxPct);
    this.loyaltyReports = new LoyaltyReports(database);
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
            new Rewards(time, audit, customers, maxPct),
            new LayawayRefunds(time, audit));
    this.layaways = new Layaways(database, time, audit, inventory, customers, cardPlans);
    this.layawayPayments = new LayawayPayments(time, audit, storeCredit, cardPlans, sales);
    this.layawayExpiry = new LayawayExpiry(database, time, audit, inventory, storeCredit);
    this.expenses = new Expenses(database, time, audit);
    this.expenseTemplates = new ExpenseTemplates(database, time, audit);
    this.reports = new Reports(anywhere, time);
    this.cardCommissions = new CardCommissions(database, time);
    this.cardDeposits = new CardDeposits(time, audit);
    this.rollUps = new RollUps(database, time);
  }

  private static Mailer mailer(Vertx vertx, Settings settings) {
    return settings
        .mail()
        .<Mailer>map(server -> new SmtpMailer(vertx, server))
        .orElseGet(LogMailer::new);
  }

  /** One a domain; each call of a supplier makes one more instance. */
  List<Supplier<DomainVerticle>> verticles() {
    return List.of(
        () -> new AccountsVerticle(database, time, logins, sessions, pins, passwordResets, users),
        () ->
            new CatalogVerticle(
                database, time, catalog, publicCatalog, brands, productTypes, images, uploads),
        () -> new InventoryVerticle(database, time, inventory),
        () ->
            new InvestorsVerticle(database, time, investors, funds, investorPurchases, assignments),
        () ->
            new PurchasingVerticle(
                database, time, suppliers, imports, importConfirmation, receipts),
        () -> new SalesVerticle(database, time, sales, cardPlans),
        () ->
            new LoyaltyVerticle(
                database, time, programs, evaluations, redemptions, simulations, loyaltyReports),
        () -> new CustomersVerticle(database, time, customers, storeCredit),
        () -> new LayawayVerticle(database, time, layaways, layawayPayments, layawayExpiry),
        () -> new ExpensesVerticle(database, time, expenses, expenseTemplates),
        () -> new ReportsVerticle(reports),
        () -> new AuditVerticle(time, auditSearch, auditChain),
        () -> new CardsVerticle(database, time, cardCommissions, cardDeposits));
  }

  /** What every node does beside answering. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    jobs.add(AuditSealing.sealing(database));
    jobs.add(layawayExpiry.job());
    jobs.add(rollUps.job());
    jobs.add(Job.every(Duration.ofHours(1), "tokens.forget", sessions::forgetExpired));
    jobs.add(Job.every(Duration.ofHours(1), "keys.forget", () -> database.forgetKeys(time.now())));
    jobs.add(Job.every(Duration.ofHours(1), "resets.forget", passwordResets::forgetExpired));
    jobs.add(mails.sending());
    mediaPurge.map(MediaPurge::purging).ifPresent(jobs::add);
    return List.copyOf(jobs);
  }
}
