package io.mostrador.domain.expenses;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mostrador.TestApplication;
import io.mostrador.testing.Answer;
import io.mostrador.testing.ApiClient;
import io.mostrador.testing.Together;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test has a month of its own, since lists and summaries are asked by month. */
class ExpensesApiIT {

  private static final String EXPENSES = "/expenses/";
  private static final String TEMPLATES = "/fixed-expense-templates/";

  private static TestApplication application;
  private static ApiClient admin;
  private static int lastYear = 2030;

  private final String month = lastYear++ + "-02";

  @BeforeAll
  static void start() {
    application = TestApplication.withUsers(Map.of());
    admin = application.admin();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  /** Else their templates would be generated in the month of this test. */
  @BeforeEach
  void retireTheTemplatesOfOtherTests() {
    for (JsonObject template : admin.get(TEMPLATES + "?is_active=true").is(200).results()) {
      admin
          .patch(
              TEMPLATES + template.getString("id") + "/", new JsonObject().put("is_active", false))
          .is(200);
    }
  }

  private static JsonObject template(String name) {
    return new JsonObject()
        .put("name", name)
        .put("category", "Local")
        .put("default_amount", "8000.00");
  }

  @CanIgnoreReturnValue
  private String createdTemplate(String name) {
    return admin.post(TEMPLATES, template(name)).is(201).id();
  }

  private JsonObject expense(String day, String amount) {
    return new JsonObject()
        .put("category", "Luz")
        .put("description", "CFE")
        .put("amount", amount)
        .put("expense_date", month + "-" + day);
  }

  private JsonObject fixedExpense(String template, String day) {
    return expense(day, "10.00").put("expense_type", "FIXED").put("template", template);
  }

  private static Answer change(String id, JsonObject body) {
    return admin.patch(EXPENSES + id + "/", body);
  }

  private static Answer become(String id, String status) {
    return change(id, new JsonObject().put("status", status));
  }

  @CanIgnoreReturnValue
  private JsonObject generated() {
    return admin
        .post(EXPENSES + "generate-fixed/", new JsonObject().put("month", month))
        .is(200)
        .json();
  }

  private JsonObject summary() {
    return admin.get(EXPENSES + "summary/?month=" + month).is(200).json();
  }

  private static List<String> descriptions(Answer page) {
    return page.is(200).results().stream().map(row -> row.getString("description")).toList();
  }

  private static List<String> audited(String entityId) throws SQLException {
    try (var connection = application.connect();
        var read =
            connection.prepareStatement(
                "SELECT action FROM audit_log WHERE entity_id = ? ORDER BY id")) {
      read.setString(1, entityId);
      List<String> actions = new ArrayList<>();
      try (var rows = read.executeQuery()) {
        while (rows.next()) {
          actions.add(rows.getString(1));
        }
      }
      return actions;
    }
  }

  @Test
  void a_template_has_its_usual_values_unless_told() {
    JsonObject created = admin.post(TEMPLATES, template("Renta")).is(201).json();
    assertThat(created.getMap())
        .containsEntry("name", "Renta")
        .containsEntry("category", "Local")
        .containsEntry("default_amount", "8000.00")
        .containsEntry("charge_day", 1)
        .containsEntry("description", "")
        .containsEntry("notes", "")
        .containsEntry("is_active", true);
    assertThat(created.getInteger("created_by")).isPositive();
    assertThat(admin.get(TEMPLATES + created.getString("id") + "/").is(200).json())
        .isEqualTo(created);
  }

  @Test
  void a_template_changes_in_what_is_sent_only() {
    JsonObject created =
        admin.post(TEMPLATES, template("Agua").put("charge_day", 5).put("notes", "n")).json();
    JsonObject changed =
        admin
            .patch(
                TEMPLATES + created.getString("id") + "/",
                new JsonObject().put("default_amount", 99.5).put("charge_day", "28"))
            .is(200)
            .json();
    assertThat(changed.getString("default_amount")).isEqualTo("99.50");
    assertThat(changed.getInteger("charge_day")).isEqualTo(28);
    JsonObject rest = changed.copy();
    List.of("default_amount", "charge_day", "updated_at")
        .forEach(field -> rest.put(field, created.getValue(field)));
    assertThat(rest).isEqualTo(created);
    assertThat(changed.getString("updated_at")).isGreaterThan(created.getString("updated_at"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "name,''",
        "name,null",
        "category,' '",
        "default_amount,0",
        "default_amount,-1",
        "default_amount,1.001",
        "default_amount,10000000000",
        "charge_day,0",
        "charge_day,29",
        "charge_day,1.5",
        "charge_day,null",
        "description,null",
        "is_active,maybe"
      })
  void a_template_that_makes_no_sense_is_refused_by_field(String field, String value) {
    JsonObject body = template("X").put(field, value);
    admin.post(TEMPLATES, body).isInvalid(field);
    String id = createdTemplate("Y");
    admin.patch(TEMPLATES + id + "/", new JsonObject().put(field, value)).isInvalid(field);
  }

  @Test
  void texts_have_their_lengths() {
    admin.post(TEMPLATES, template("n".repeat(121))).isInvalid("name");
    admin.post(TEMPLATES, template("n").put("category", "c".repeat(81))).isInvalid("category");
    admin
        .post(TEMPLATES, template("n").put("description", "d".repeat(256)))
        .isInvalid("description");
    admin
        .post(
            TEMPLATES,
            template("ñ".repeat(120))
                .put("category", "c".repeat(80))
                .put("description", "d".repeat(255))
                .put("notes", "n".repeat(100_000)))
        .is(201);
    admin.post(EXPENSES, expense("01", "1").put("category", "c".repeat(81))).isInvalid("category");
    admin
        .post(EXPENSES, expense("01", "1").put("description", "d".repeat(256)))
        .isInvalid("description");
  }

  @Test
  void what_is_missing_is_named() {
    JsonObject fields =
        admin
            .post(TEMPLATES, new JsonObject())
            .isRefused(400, "invalid")
            .json()
            .getJsonObject("fields");
    assertThat(fields.fieldNames()).containsOnly("name", "category", "default_amount");
    fields =
        admin
            .post(EXPENSES, new JsonObject())
            .isRefused(400, "invalid")
            .json()
            .getJsonObject("fields");
    assertThat(fields.fieldNames())
        .containsOnly("category", "description", "amount", "expense_date");
  }

  @Test
  void templates_are_listed_by_name_and_found_by_their_words() {
    String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    String zebra = admin.post(TEMPLATES, template("Zeta " + word)).id();
    String accented =
        admin.post(TEMPLATES, template("Ábaco " + word.toUpperCase(Locale.ROOT))).id();
    String described =
        admin.post(TEMPLATES, template("Mora").put("description", "de " + word)).id();
    String inactive =
        admin
            .post(
                TEMPLATES,
                template("Beta " + word).put("is_active", false).put("category", "ÓPTICA"))
            .id();
    assertThat(found("?q=" + word)).containsExactly(accented, inactive, described, zebra);
    assertThat(found("?is_active=false&q=" + word)).containsExactly(inactive);
    assertThat(found("?is_active=1&q=" + word)).containsExactly(accented, described, zebra);
    assertThat(found("?category=%C3%B3ptica&q=" + word)).containsExactly(inactive);
    assertThat(found("?category=ptica&q=" + word)).isEmpty();
    assertThat(found("?q=%25" + word)).isEmpty();
  }

  private static List<String> found(String query) {
    return admin.get(TEMPLATES + query).is(200).results().stream()
        .map(row -> row.getString("id"))
        .toList();
  }

  @Test
  void nothing_here_is_deleted_or_replaced() {
    String template = createdTemplate("Luz");
    String expense = admin.post(EXPENSES, expense("01", "1")).is(201).id();
    for (String path : List.of(TEMPLATES + template + "/", EXPENSES + expense + "/")) {
      assertThat(admin.delete(path).isRefused(405, "method_not_allowed").header("Allow"))
          .contains("GET", "PATCH")
          .doesNotContain("DELETE");
      admin.put(path, template("x")).isRefused(405, "method_not_allowed");
    }
  }

  @Test
  void what_does_not_exist_is_not_found() {
    for (String id : List.of(UUID.randomUUID().toString(), "no-id")) {
      admin.get(TEMPLATES + id + "/").isRefused(404, "not_found");
      admin.get(EXPENSES + id + "/").isRefused(404, "not_found");
      admin.patch(TEMPLATES + id + "/", new JsonObject()).isRefused(404, "not_found");
      change(id, new JsonObject()).isRefused(404, "not_found");
    }
  }

  @Test
  void an_expense_is_variable_paid_and_due_on_its_date_unless_told() {
    JsonObject created = admin.post(EXPENSES, expense("28", "1200.5")).is(201).json();
    assertThat(created.getMap())
        .containsEntry("amount", "1200.50")
        .containsEntry("expense_date", month + "-28")
        .containsEntry("due_date", month + "-28")
        .containsEntry("month_bucket", month + "-01")
        .containsEntry("expense_type", "VARIABLE")
        .containsEntry("status", "PAID")
        .containsEntry("template", null)
        .containsEntry("paid_by_username", TestApplication.ADMIN)
        .containsEntry("created_by_username", TestApplication.ADMIN)
        .doesNotContainKey("template_name");
    assertThat(created.getString("paid_at")).isEqualTo(created.getString("created_at"));
    assertThat(created.getInteger("paid_by")).isEqualTo(created.getInteger("created_by"));
    assertThat(admin.get(EXPENSES + created.getString("id") + "/").is(200).json())
        .isEqualTo(created);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "CANCELLED"})
  void what_is_not_paid_has_no_payer(String status) {
    JsonObject created =
        admin.post(EXPENSES, expense("01", "1").put("status", status)).is(201).json();
    assertThat(created.getMap())
        .containsEntry("status", status)
        .containsEntry("paid_at", null)
        .containsEntry("paid_by", null)
        .doesNotContainKey("paid_by_username");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "category,''",
        "description,' '",
        "amount,0.00",
        "amount,null",
        "amount,1e400",
        "expense_date,''",
        "expense_date,2026-02-30",
        "expense_type,OTHER",
        "expense_type,''",
        "status,''",
        "status,paid",
        "template,''",
        "template,12",
        "due_date,mañana",
        "due_date,''"
      })
  void an_expense_that_makes_no_sense_is_refused_by_field(String field, String value) {
    admin.post(EXPENSES, expense("01", "1").put(field, value)).isInvalid(field);
    String id = admin.post(EXPENSES, expense("01", "1")).id();
    change(id, new JsonObject().put(field, value)).isInvalid(field);
  }

  @Test
  void a_fixed_expense_needs_a_template_and_a_variable_one_has_none() {
    String template = createdTemplate("Renta");
    admin.post(EXPENSES, expense("01", "1").put("expense_type", "FIXED")).isInvalid("template");
    admin.post(EXPENSES, expense("01", "1").put("template", template)).isInvalid("template");
    admin.post(EXPENSES, fixedExpense(UUID.randomUUID().toString(), "01")).isInvalid("template");
    JsonObject fixed = admin.post(EXPENSES, fixedExpense(template, "01")).is(201).json();
    assertThat(fixed.getString("template_name")).isEqualTo("Renta");
    String id = fixed.getString("id");
    change(id, new JsonObject().put("expense_type", "VARIABLE")).isInvalid("template");
    change(id, new JsonObject().putNull("template")).isInvalid("template");
    JsonObject variable =
        change(id, new JsonObject().put("expense_type", "VARIABLE").putNull("template"))
            .is(200)
            .json();
    assertThat(variable.getMap())
        .containsEntry("template", null)
        .doesNotContainKey("template_name");
  }

  @Test
  void a_template_has_one_expense_a_month() {
    String template = createdTemplate("Renta");
    admin.post(EXPENSES, fixedExpense(template, "01")).is(201);
    admin.post(EXPENSES, fixedExpense(template, "02")).isInvalid("template");
    JsonObject elsewhere = fixedExpense(template, "03").put("expense_date", "2020-01-31");
    String id = admin.post(EXPENSES, elsewhere).is(201).id();
    change(id, new JsonObject().put("expense_date", month + "-03")).isInvalid("template");
    JsonObject moved =
        change(id, new JsonObject().put("expense_date", "2020-03-31")).is(200).json();
    assertThat(moved.getMap())
        .containsEntry("month_bucket", "2020-03-01")
        .containsEntry("due_date", "2020-01-31");
  }

  @Test
  void paying_stamps_once_and_taking_it_back_clears_the_stamp() {
    String id = admin.post(EXPENSES, expense("01", "1").put("status", "PENDING")).id();
    JsonObject paid = become(id, "PAID").is(200).json();
    assertThat(paid.getString("paid_at")).isNotNull();
    assertThat(paid.getString("paid_by_username")).isEqualTo(TestApplication.ADMIN);
    JsonObject stillPaid =
        change(id, new JsonObject().put("status", "PAID").put("amount", "2")).is(200).json();
    assertThat(stillPaid).isEqualTo(paid.copy().put("amount", "2.00"));
    assertThat(become(id, "PENDING").is(200).json().getMap())
        .containsEntry("paid_at", null)
        .containsEntry("paid_by", null);
    assertThat(become(id, "PAID").is(200).json().getString("paid_at"))
        .isGreaterThan(paid.getString("paid_at"));
  }

  @Test
  void a_cancelled_expense_is_never_pending_again_but_may_be_paid() {
    String id = admin.post(EXPENSES, expense("01", "1").put("status", "PENDING")).id();
    become(id, "CANCELLED").is(200);
    become(id, "PENDING").isInvalid("status");
    change(id, new JsonObject().put("amount", "3")).is(200);
    become(id, "CANCELLED").is(200);
    assertThat(become(id, "PAID").is(200).json().getString("paid_at")).isNotNull();
  }

  @Test
  void a_due_date_is_only_filled_in_for_a_new_expense() {
    String told =
        admin
            .post(EXPENSES, expense("01", "1").put("due_date", month + "-15"))
            .json()
            .getString("due_date");
    assertThat(told).isEqualTo(month + "-15");
    JsonObject body = expense("01", "1").putNull("due_date");
    JsonObject created = admin.post(EXPENSES, body).is(201).json();
    assertThat(created.getString("due_date")).isEqualTo(month + "-01");
    JsonObject cleared =
        change(created.getString("id"), new JsonObject().putNull("due_date")).is(200).json();
    assertThat(cleared.getString("due_date")).isNull();
  }

  @Test
  void expenses_are_listed_by_month_then_date_then_newest_first() {
    String category = "Orden " + month;
    for (String date : List.of("2001-02-03", "2001-03-01", "2001-02-20", "2001-02-03")) {
      admin
          .post(
              EXPENSES,
              expense("01", "1")
                  .put("category", category)
                  .put("expense_date", date)
                  .put("description", date + " #" + Math.abs(date.hashCode() % 7)))
          .is(201);
    }
    List<JsonObject> rows = admin.get(EXPENSES + "?category=ORDEN%20" + month).is(200).results();
    assertThat(rows)
        .extracting(row -> row.getString("expense_date"))
        .containsExactly("2001-03-01", "2001-02-20", "2001-02-03", "2001-02-03");
    assertThat(rows.get(2).getString("created_at"))
        .isGreaterThan(rows.get(3).getString("created_at"));
  }

  @Test
  void filters_narrow_the_list() {
    String template = createdTemplate("Renta");
    admin.post(EXPENSES, expense("01", "1").put("description", "a")).is(201);
    admin
        .post(EXPENSES, expense("02", "1").put("description", "b").put("status", "PENDING"))
        .is(201);
    admin.post(EXPENSES, fixedExpense(template, "03").put("description", "c")).is(201);
    String list = EXPENSES + "?month=" + month;
    assertThat(descriptions(admin.get(list))).containsExactly("c", "b", "a");
    assertThat(descriptions(admin.get(list + "&status=PENDING"))).containsExactly("b");
    assertThat(descriptions(admin.get(list + "&status=NEVER"))).isEmpty();
    assertThat(descriptions(admin.get(list + "&expense_type=FIXED"))).containsExactly("c");
    assertThat(descriptions(admin.get(list + "&category=luz&expense_type=VARIABLE")))
        .containsExactly("b", "a");
    assertThat(descriptions(admin.get(list + "&category=lu"))).isEmpty();
    assertThat(descriptions(admin.get(EXPENSES + "?template=" + template))).containsExactly("c");
    assertThat(
            descriptions(
                admin.get(EXPENSES + "?date_from=" + month + "-02&date_to=" + month + "-03")))
        .containsExactly("c", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "month,2026-13",
    "month,2026-11-01",
    "date_from,ayer",
    "date_to,2026-02-30",
    "template,renta"
  })
  void an_unreadable_filter_is_named(String parameter, String value) {
    admin.get(EXPENSES + "?" + parameter + "=" + value).isInvalid(parameter);
  }

  @Test
  void a_page_of_expenses_is_two_statements_whatever_it_holds() {
    String path = EXPENSES + "?month=" + month;
    assertThat(application.statementsOf(() -> admin.get(path).is(200)))
        .as("who asks, and that there are none")
        .isEqualTo(2);
    for (int i = 0; i < 5; i++) {
      admin.post(EXPENSES, expense("01", "1")).is(201);
    }
    assertThat(application.statementsOf(() -> admin.get(path).is(200))).isEqualTo(3);
  }

  @Test
  void a_month_is_generated_once_for_each_active_template() {
    String rent = admin.post(TEMPLATES, template("Renta").put("charge_day", 5)).id();
    admin
        .post(
            TEMPLATES, template("Internet").put("description", "Fibra").put("default_amount", 600))
        .is(201);
    admin.post(TEMPLATES, template("Vieja").put("is_active", false)).is(201);
    JsonObject first = generated();
    assertThat(first.getMap())
        .containsEntry("month", month)
        .containsEntry("created_count", 2)
        .containsEntry("existing_count", 0);
    assertThat(first.getJsonObject("summary")).isEqualTo(summary());
    assertThat(first.getJsonObject("summary").getString("fixed_pending_total"))
        .isEqualTo("8600.00");
    JsonObject second = generated();
    assertThat(second.getMap())
        .containsEntry("created_count", 0)
        .containsEntry("existing_count", 2);
    assertThat(second.getJsonObject("summary")).isEqualTo(first.getJsonObject("summary"));
    assertThat(descriptions(admin.get(EXPENSES + "?month=" + month)))
        .containsExactly("Renta", "Fibra");
    JsonObject made =
        admin.get(EXPENSES + "?month=" + month + "&template=" + rent).results().get(0);
    assertThat(made.getMap())
        .containsEntry("expense_type", "FIXED")
        .containsEntry("status", "PENDING")
        .containsEntry("category", "Local")
        .containsEntry("amount", "8000.00")
        .containsEntry("expense_date", month + "-05")
        .containsEntry("due_date", month + "-05")
        .containsEntry("paid_at", null)
        .containsEntry("created_by_username", TestApplication.ADMIN);
  }

  @Test
  void a_cancelled_expense_is_not_generated_again() {
    String template = createdTemplate("Renta");
    String other = createdTemplate("Agua");
    admin.post(EXPENSES, fixedExpense(template, "01").put("status", "CANCELLED")).is(201);
    assertThat(generated().getMap())
        .containsEntry("created_count", 1)
        .containsEntry("existing_count", 1);
    assertThat(admin.get(EXPENSES + "?month=" + month + "&template=" + other).results()).hasSize(1);
  }

  @Test
  void generating_at_once_makes_each_expense_once() {
    for (int i = 0; i < 10; i++) {
      createdTemplate("Plantilla " + i);
    }
    List<JsonObject> answers = Together.times(6, each -> generated());
    assertThat(answers.stream().mapToInt(each -> each.getInteger("created_count")).sum())
        .isEqualTo(10);
    assertThat(answers)
        .allSatisfy(
            each ->
                assertThat(each.getInteger("created_count") + each.getInteger("existing_count"))
                    .isEqualTo(10));
    assertThat(summary().getInteger("fixed_pending_count")).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"month\":\"2026-13\"}", "{\"month\":\"\"}", "{\"month\":null}"})
  void generating_needs_a_month(String body) {
    admin.send("POST", EXPENSES + "generate-fixed/", body).isInvalid("month");
  }

  @Test
  void a_summary_tells_paid_from_pending_and_leaves_out_the_cancelled() {
    String template = createdTemplate("Renta");
    admin.post(EXPENSES, fixedExpense(template, "01").put("amount", "0.10")).is(201);
    admin.post(EXPENSES, expense("01", "0.20")).is(201);
    admin.post(EXPENSES, expense("02", "5").put("category", "Gas")).is(201);
    admin.post(EXPENSES, expense("02", "5").put("category", "Ámbar")).is(201);
    admin.post(EXPENSES, expense("03", "7").put("status", "PENDING")).is(201);
    admin
        .post(EXPENSES, fixedExpense(createdTemplate("Agua"), "03").put("status", "PENDING"))
        .is(201);
    admin.post(EXPENSES, expense("04", "100").put("status", "CANCELLED")).is(201);
    assertThat(summary())
        .isEqualTo(
            new JsonObject()
                .put("month", month)
                .put("fixed_pending_total", "10.00")
                .put("fixed_paid_total", "0.10")
                .put("variable_paid_total", "10.20")
                .put("actual_paid_total", "10.30")
                .put("pending_commitments_total", "17.00")
                .put("fixed_pending_count", 1)
                .put("fixed_paid_count", 1)
                .put("variable_paid_count", 3)
                .put(
                    "by_category_paid",
                    new JsonArray()
                        .add(category("Ámbar", "5.00", 1))
                        .add(category("Gas", "5.00", 1))
                        .add(category("Luz", "0.30", 2)))
                .put("by_category_pending", new JsonArray().add(category("Luz", "17.00", 2))));
  }

  private static JsonObject category(String name, String total, int items) {
    return new JsonObject()
        .put("category", name)
        .put("total_amount", total)
        .put("items_count", items);
  }

  @Test
  void a_summary_needs_a_month() {
    admin.get(EXPENSES + "summary/").isInvalid("month");
    admin.get(EXPENSES + "summary/?month=").isInvalid("month");
    admin.get(EXPENSES + "summary/?month=noviembre").isInvalid("month");
  }

  @Test
  void every_change_is_audited_once() throws SQLException {
    String template = createdTemplate("Renta");
    admin.patch(TEMPLATES + template + "/", new JsonObject().put("name", "Local")).is(200);
    assertThat(audited(template))
        .containsExactly("expenses.template.create", "expenses.template.update");
    String expense = admin.post(EXPENSES, expense("01", "1")).id();
    become(expense, "CANCELLED").is(200);
    become(expense, "PENDING").isInvalid("status");
    assertThat(audited(expense)).containsExactly("expenses.create", "expenses.update");
    generated();
    assertThat(audited(month)).containsExactly("expenses.generate_fixed");
  }

  @Test
  void a_retry_with_the_same_key_writes_one_expense() {
    ApiClient keyed = admin.withKey(UUID.randomUUID().toString());
    JsonObject body = expense("01", "1");
    String first = keyed.post(EXPENSES, body).is(201).id();
    assertThat(keyed.post(EXPENSES, body).is(201).id()).isEqualTo(first);
    assertThat(descriptions(admin.get(EXPENSES + "?month=" + month))).hasSize(1);
  }

  @Test
  void only_the_administrator_sees_or_changes_expenses() {
    String expense = admin.post(EXPENSES, expense("01", "1")).id();
    String template = createdTemplate("Renta");
    for (ApiClient other : List.of(application.cashier(), application.investor())) {
      other.get(EXPENSES).isRefused(403, "permission_denied");
      other.get(EXPENSES + expense + "/").isRefused(403, "permission_denied");
      other.get(EXPENSES + "summary/?month=" + month).isRefused(403, "permission_denied");
      other.post(EXPENSES, expense("01", "1")).isRefused(403, "permission_denied");
      other.patch(EXPENSES + expense + "/", new JsonObject()).isRefused(403, "permission_denied");
      other
          .post(EXPENSES + "generate-fixed/", new JsonObject().put("month", month))
          .isRefused(403, "permission_denied");
      other.get(TEMPLATES).isRefused(403, "permission_denied");
      other.get(TEMPLATES + template + "/").isRefused(403, "permission_denied");
      other.post(TEMPLATES, template("x")).isRefused(403, "permission_denied");
      other.patch(TEMPLATES + template + "/", new JsonObject()).isRefused(403, "permission_denied");
    }
    application.anonymous().get(EXPENSES).isRefused(401, "not_authenticated");
  }
}
