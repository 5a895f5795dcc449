package io.mostrador.domain.expenses;

import io.mostrador.kernel.BusinessTime;
import io.mostrador.kernel.Failure;
import io.mostrador.platform.bus.DomainVerticle;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/** Binds the contract's expense operations to {@link Expenses} and {@link ExpenseTemplates}. */
public final class ExpensesVerticle extends DomainVerticle {

  public ExpensesVerticle(
      Database database, BusinessTime time, Expenses expenses, ExpenseTemplates templates) {
    super(
        "expenses",
        Map.of(
            "listExpenseTemplates", request -> listTemplates(templates, time, request),
            "getExpenseTemplate", request -> getTemplate(templates, time, request),
            "createExpenseTemplate", request -> createTemplate(database, templates, time, request),
            "changeExpenseTemplate", request -> changeTemplate(database, templates, time, request),
            "listExpenses", request -> list(expenses, time, request),
            "getExpense", request -> get(expenses, time, request),
            "createExpense", request -> create(database, expenses, time, request),
            "changeExpense", request -> change(database, expenses, time, request),
            "generateFixedExpenses", request -> generate(database, expenses, request),
            "summarizeExpenses", request -> summarize(expenses, request)));
  }

  private static Single<Reply> listTemplates(
      ExpenseTemplates templates, BusinessTime time, Request request) {
    TemplateStore.Filter filter =
        new TemplateStore.Filter(
            request.parameters().getBoolean("is_active"),
            request.parameters().getString("category"),
            request.text("q"));
    return templates
        .list(request.page(), filter)
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> getTemplate(
      ExpenseTemplates templates, BusinessTime time, Request request) {
    return templates.get(request.id("id")).map(template -> shown(time, template));
  }

  private static Single<Reply> createTemplate(
      Database database, ExpenseTemplates templates, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            templates
                .create(tx, request.body())
                .map(template -> Reply.created(template.toJson(time)).at(template.revision())));
  }

  private static Single<Reply> changeTemplate(
      Database database, ExpenseTemplates templates, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            templates
                .change(tx, request.id("id"), request.body())
                .map(template -> shown(time, template)));
  }

  private static Reply shown(BusinessTime time, ExpenseTemplate template) {
    return Reply.ok(template.toJson(time)).at(template.revision());
  }

  private static Single<Reply> list(Expenses expenses, BusinessTime time, Request request) {
    ExpenseStore.Filter filter =
        new ExpenseStore.Filter(
            request.text("date_from").map(LocalDate::parse).orElse(null),
            request.text("date_to").map(LocalDate::parse).orElse(null),
            request.parameters().getString("category"),
            month(request).map(month -> month.atDay(1)).orElse(null),
            request.parameters().getString("status"),
            request.parameters().getString("expense_type"),
            request.idOrNull("template"));
    return expenses
        .list(request.page(), filter)
        .map(page -> Reply.ok(page.toJson(request.origin().url(), each -> each.toJson(time))));
  }

  private static Single<Reply> get(Expenses expenses, BusinessTime time, Request request) {
    return expenses.get(request.id("id")).map(expense -> shown(time, expense));
  }

  private static Single<Reply> create(
      Database database, Expenses expenses, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            expenses
                .create(tx, request.body())
                .map(expense -> Reply.created(expense.toJson(time)).at(expense.revision())));
  }

  private static Single<Reply> change(
      Database database, Expenses expenses, BusinessTime time, Request request) {
    return database.write(
        request,
        tx ->
            expenses
                .change(tx, request.id("id"), request.body())
                .map(expense -> shown(time, expense)));
  }

  private static Reply shown(BusinessTime time, Expense expense) {
    return Reply.ok(expense.toJson(time)).at(expense.revision());
  }

  private static Single<Reply> generate(Database database, Expenses expenses, Request request) {
    YearMonth month = YearMonth.parse(request.body().getString("month"));
    return database.write(request, tx -> expenses.generate(tx, month).map(Reply::ok));
  }

  /** The month is in the query, where the contract demands no parameter by itself. */
  private static Single<Reply> summarize(Expenses expenses, Request request) {
    return month(request)
        .map(month -> expenses.summary(month).map(summary -> Reply.ok(summary.toJson())))
        .orElseGet(
            () -> Single.error(Failure.invalid("month", "Indica el mes, por ejemplo 2026-11.")));
  }

  private static Optional<YearMonth> month(Request request) {
    return request.text("month").map(YearMonth::parse);
  }
}
