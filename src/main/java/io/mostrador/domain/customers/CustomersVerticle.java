package io.mostrador.domain.customers;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Binds the contract's customers operations to {@link Customers} and {@link StoreCredit}. */
public final class CustomersVerticle extends DomainVerticle {

  public CustomersVerticle(
      Database database, BusinessTime time, Customers customers, StoreCredit storeCredit) {
    super(
        "customers",
        Map.of(
            "listCustomers", request -> list(customers, time, request),
            "getCustomer", request -> get(customers, time, request),
            "createCustomer", request -> create(database, customers, time, request),
            "listCustomerCredits", request -> credits(storeCredit, time, request),
            "getCustomerCredit", request -> credit(storeCredit, time, request),
            "listCustomerCreditEntries", request -> entries(storeCredit, time, request),
            "applyCustomerCredit", request -> apply(database, storeCredit, time, request)));
  }

  private static Single<Reply> list(Customers customers, BusinessTime time, Request request) {
    return customers
        .list(request.page(), request.text("phone").map(Phone::of), request.text("q"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> get(Customers customers, BusinessTime time, Request request) {
    return customers.get(request.id("id")).map(customer -> Reply.ok(customer.toJson(time)));
  }

  private static Single<Reply> create(
      Database database, Customers customers, BusinessTime time, Request request) {
    JsonObject body = request.body();
    return database.write(
        request,
        tx ->
            customers
                .upsert(
                    tx,
                    Phone.of(body.getString("phone")),
                    body.getString("name"),
                    body.getString("notes"))
                .map(customer -> Reply.created(customer.toJson(time))));
  }

  private static Single<Reply> credits(
      StoreCredit storeCredit, BusinessTime time, Request request) {
    Optional<Phone> phone = request.text("customer_phone").map(Phone::of);
    return storeCredit
        .list(request.page(), request.idOrNull("customer"), phone)
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> credit(StoreCredit storeCredit, BusinessTime time, Request request) {
    return storeCredit.get(request.id("id")).map(credit -> Reply.ok(credit.toJson(time)));
  }

  private static Single<Reply> entries(
      StoreCredit storeCredit, BusinessTime time, Request request) {
    return storeCredit
        .entries(request.page(), request.id("id"))
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> apply(
      Database database, StoreCredit storeCredit, BusinessTime time, Request request) {
    JsonObject body = request.body();
    BigDecimal amount = Request.amount(body, "amount");
    StoreCredit.Reference reference =
        new StoreCredit.Reference(given(body, "reference_type"), given(body, "reference_id"));
    return database.write(
        request,
        tx ->
            storeCredit
                .apply(tx, request.id("id"), amount, reference)
                .map(credit -> Reply.ok(credit.toJson(time))));
  }

  private static String given(JsonObject body, String field) {
    return Optional.ofNullable(body.getString(field)).orElse("");
  }
}
