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
import io.mostrador.domain.catalog.MediaPurge;
import io.mostrador.domain.catalog.MediaUploads;
import io.mostrador.domain.catalog.ProductImages;
import io.mostrador.domain.customers.Customers;
import io.mostrador.domain.customers.StoreCredit;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.InventoryVerticle;
import io.mostrador.domain.investors.InvestorGoods;
import io.mostrador.domain.sales.CardPlans;
import io.mostrador.domain.sales.Sales;
import io.mostrador.domain.sales.SalesVerticle;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.mail.LogMailer;
import io.mostrador.platform.mail.MailOutbox;
import io.mostrador.platform.mail.Mailer;
import io.mostrador.platform.mail.SmtpMailer;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.settings.Settings;
import io.mostrador.platform.storage.ObjectStorage;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  final ProductImages images;
  final MediaUploads uploads;
  final Optional<MediaPurge> mediaPurge;
  final MailOutbox mails;
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
    this.images =
        new ProductImages(
            database, time, audit, Period.ofDays(settings.catalog().mediaPurgeDays()));
    Optional<ObjectStorage> storage =
        settings.storage().map(bucket -> new ObjectStorage(vertx, bucket, Clock.systemUTC()));
    this.uploads = new MediaUploads(vertx, time, audit, settings.security().jwtSecret(), storage);
    this.mediaPurge = storage.map(bucket -> new MediaPurge(database, time, audit, bucket));
    this.mails = new MailOutbox(vertx, database, time, mailer(vertx, settings));
    this.catalog =
        new Catalog(
            database,
            time,
            audit,
            images,
            inventory,
            (tx, product, units, cost) -> Single.fromCallable(UUID::randomUUID));
    this.brands = Labels.brands(database, time);
    this.productTypes = Labels.productTypes(database, time);
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

  private static Mailer mailer(Vertx vertx, Settings settings) {
    return settings
        .mail()
        .<Mailer>map(server -> new SmtpMailer(vertx, server))
        .orElseGet(LogMailer::new);
  }

  /** One a domain; each call of a supplier makes one more instance. */
  List<Supplier<DomainVerticle>> verticles() {
    return List.of(
        () -> new AccountsVerticle(accounts, sessions),
        () -> new CatalogVerticle(database, time, catalog, brands, productTypes, images, uploads),
        () -> new InventoryVerticle(database, time, inventory),
        () -> new SalesVerticle(database, time, sales, cardPlans));
  }

  /** What every node does beside answering. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    jobs.add(AuditSealing.sealing(database));
    jobs.add(Job.every(Duration.ofHours(1), "tokens.forget", sessions::forgetExpired));
    jobs.add(Job.every(Duration.ofHours(1), "keys.forget", () -> database.forgetKeys(time.now())));
    jobs.add(mails.sending());
    mediaPurge.map(MediaPurge::purging).ifPresent(jobs::add);
    return List.copyOf(jobs);
  }
}
