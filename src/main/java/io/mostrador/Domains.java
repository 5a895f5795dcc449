package io.mostrador;

import io.mostrador.domain.accounts.Accounts;
import io.mostrador.domain.accounts.AccountsVerticle;
import io.mostrador.domain.accounts.Passwords;
import io.mostrador.domain.accounts.Sessions;
import io.mostrador.domain.audit.AuditLog;
import io.mostrador.domain.audit.AuditSealing;
import io.mostrador.domain.catalog.Catalog;
import io.mostrador.domain.catalog.CatalogEvent;
import io.mostrador.domain.catalog.CatalogVerticle;
import io.mostrador.domain.catalog.Labels;
import io.mostrador.domain.catalog.PublicCatalog;
import io.mostrador.domain.inventory.Inventory;
import io.mostrador.domain.inventory.InventoryVerticle;
import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Job;
import io.mostrador.platform.http.Limiter;
import io.mostrador.platform.postgres.Database;
import io.mostrador.platform.settings.Settings;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The business, wired: every use case with its collaborators, most general ones first. */
final class Domains {

  final Database database;
  final BusinessTime time;
  final Accounts accounts;
  final Sessions sessions;
  final Limiter limiter;
  final AuditLog audit;
  final Inventory inventory;
  final Catalog catalog;
  final PublicCatalog publicCatalog;
  final Labels brands;
  final Labels productTypes;

  /**
   * @param limiter for what only a domain can count: failed logins
   * @param catalogEvents told of each change that was committed
   */
  Domains(
      Vertx vertx,
      Settings settings,
      Database database,
      BusinessTime time,
      Limiter limiter,
      Consumer<CatalogEvent> catalogEvents) {
    this.database = database;
    this.time = time;
    this.limiter = limiter;
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
            (tx, product, units, cost) -> Single.fromCallable(UUID::randomUUID),
            catalogEvents);
    this.publicCatalog = new PublicCatalog(database);
    this.brands = Labels.brands(database, time, catalogEvents);
    this.productTypes = Labels.productTypes(database, time, catalogEvents);
  }

  /** One a domain; each call of a supplier makes one more instance. */
  List<Supplier<DomainVerticle>> verticles() {
    return List.of(
        () -> new AccountsVerticle(accounts, sessions),
        () -> new CatalogVerticle(database, time, catalog, publicCatalog, brands, productTypes),
        () -> new InventoryVerticle(database, time, inventory));
  }

  /** What every node does beside answering. */
  List<Job> jobs() {
    return List.of(
        AuditSealing.sealing(database),
        Job.every(Duration.ofHours(1), "tokens.forget", sessions::forgetExpired),
        Job.every(Duration.ofHours(1), "keys.forget", () -> database.forgetKeys(time.now())));
  }
}
