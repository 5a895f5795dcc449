package io.mostrador;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mostrador.domain.audit.AuditHeadWatch;
import io.mostrador.domain.audit.AuditVerdict;
import io.mostrador.domain.audit.AuditVerdict.Broken;
import io.mostrador.domain.audit.AuditVerdict.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Somebody who may do anything in the database changes what happened. */
class AuditChainIT {

  private static final int RECORDS = 4_500; // more than two walks of the chain's store

  private static TestApplication application;
  private static Connection database;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void fill() throws SQLException {
    application = TestApplication.empty();
    database = application.connect();
    add(RECORDS);
    run("CREATE TABLE kept_log AS SELECT * FROM audit_log");
    run("CREATE TABLE kept_head AS SELECT * FROM audit_head");
  }

  @BeforeEach
  void bringBack() throws SQLException {
    tamper(
        "TRUNCATE audit_log, audit_head",
        "INSERT INTO audit_log SELECT * FROM kept_log",
        "INSERT INTO audit_head SELECT * FROM kept_head");
    assertThat(verify(null)).isZero();
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
    application.close();
  }

  private static void add(int records) throws SQLException {
    run(
        """
        INSERT INTO audit_log (actor_id, action, entity_type, entity_id, payload, created_at)
        SELECT nullif(n %% 7, 0), 'test.ñ', 'thing', n::text,
          json_build_object('n', n, 'text', repeat('á', n %% 50)), now() + n * interval '1 ms'
        FROM generate_series(1, %d) n
        """
            .formatted(records));
    while (number("SELECT count(*) FROM audit_log WHERE sequence IS NULL") > 0) {
      run("SELECT seal_audit(5000)");
    }
  }

  private static void run(String statement) throws SQLException {
    try (var run = database.createStatement()) {
      run.execute(statement);
    }
  }

  /**
   * As the owner of the tables, who has put the guards to sleep; all at once, since the server
   * seals, too.
   */
  private static void tamper(String... statements) throws SQLException {
    database.setAutoCommit(false);
    try {
      guards("DISABLE");
      for (String statement : statements) {
        run(statement);
      }
      guards("ENABLE");
      database.commit();
    } finally {
      database.rollback();
      database.setAutoCommit(true);
    }
  }

  private static void guards(String state) throws SQLException {
    for (String table : List.of("audit_log", "audit_head")) {
      run("ALTER TABLE " + table + " " + state + " TRIGGER USER");
    }
  }

  private static String text(String query) throws SQLException {
    try (var run = database.createStatement();
        var rows = run.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static long number(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  private static UUID at(long sequence) throws SQLException {
    return UUID.fromString(text("SELECT id FROM audit_log WHERE sequence = " + sequence));
  }

  private static String headHash() throws SQLException {
    return text("SELECT encode(hash, 'hex') FROM audit_head");
  }

  private int verify(String head) {
    out.getBuffer().setLength(0);
    return VerifyAuditCommand.verify(
        application.domains().auditChain, head, new PrintWriter(out), new PrintWriter(err));
  }

  private static AuditVerdict verdict() {
    return application.domains().auditChain.verify(null, held -> {}).blockingGet();
  }

  private void assertBroken(long sequence, UUID id, Reason reason) {
    assertThat(verify(null)).isEqualTo(1);
    assertThat(out.toString()).contains("broken at sequence " + sequence + ": ");
    AuditVerdict verdict = verdict();
    assertThat(verdict.firstBroken()).isEqualTo(new Broken(sequence, id, reason));
    assertThat(verdict.records()).isEqualTo(Math.max(0, sequence - 1));
  }

  @Test
  void an_untouched_chain_holds_and_its_head_is_printed() throws SQLException {
    assertThat(verify(null)).isZero();
    assertThat(out.toString()).contains("head " + headHash() + " at sequence " + RECORDS, "intact");
    assertThat(verdict().records()).isEqualTo(RECORDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor_id = 9",
        "actor_id = NULL",
        "action = 'test.n'",
        "entity_type = 'thin'",
        "entity_id = entity_id || ' '",
        "payload = (payload::text || ' ')::json",
        "created_at = created_at + interval '1 microsecond'",
        "id = uuidv7()",
        "hash = sha256('x')"
      })
  void an_edited_record_is_named(String edit) throws SQLException {
    for (long sequence : List.of(4499L, 2001L, 2000L, 1L)) {
      tamper("UPDATE audit_log SET " + edit + " WHERE sequence = " + sequence);
      assertBroken(sequence, at(sequence), Reason.CHANGED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 2000, 2001, 4000, RECORDS})
  void a_removed_record_leaves_a_gap(long sequence) throws SQLException {
    tamper("DELETE FROM audit_log WHERE sequence = " + sequence);
    assertBroken(sequence, null, Reason.MISSING);
  }

  @Test
  void a_removed_record_shows_although_the_others_close_ranks() throws SQLException {
    tamper(
        "DELETE FROM audit_log WHERE sequence = 100",
        "UPDATE audit_log SET sequence = -sequence WHERE sequence > 100",
        "UPDATE audit_log SET sequence = -sequence - 1 WHERE sequence < 0");
    assertBroken(100, at(100), Reason.CHANGED);
  }

  @Test
  void an_inserted_record_breaks_the_link_after_it_however_well_it_is_sealed() throws SQLException {
    tamper(
        "UPDATE audit_log SET sequence = -sequence WHERE sequence > 100",
        "UPDATE audit_log SET sequence = -sequence + 1 WHERE sequence < 0",
        """
        INSERT INTO audit_log (action, entity_type, entity_id, payload, created_at, sequence, hash)
        VALUES ('sale.void', 'sale', 'x', '{}', now(), 101, '\\x00')
        """,
        """
        UPDATE audit_log record
        SET hash = audit_hash((SELECT hash FROM audit_log WHERE sequence = 100), 101, record)
        WHERE sequence = 101
        """);
    assertBroken(102, at(102), Reason.CHANGED);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -7})
  void a_record_before_the_beginning_is_named(long sequence) throws SQLException {
    outside(sequence);
    assertBroken(sequence, at(sequence), Reason.UNEXPECTED);
  }

  @Test
  void a_record_behind_the_head_is_named() throws SQLException {
    outside(RECORDS + 3);
    assertThat(verdict().firstBroken())
        .isEqualTo(new Broken(RECORDS + 3, at(RECORDS + 3), Reason.UNEXPECTED));
    assertThat(verify(null)).isEqualTo(1);
  }

  private static void outside(long sequence) throws SQLException {
    tamper(
        """
        INSERT INTO audit_log (action, entity_type, entity_id, payload, created_at, sequence, hash)
        VALUES ('sale.void', 'sale', 'x', '{}', now(), %d, '\\x00')
        """
            .formatted(sequence));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void two_that_changed_places_show(boolean withTheirSeals) throws SQLException {
    tamper(
        "UPDATE audit_log SET sequence = -60 WHERE sequence = 60",
        "UPDATE audit_log SET sequence = 60 WHERE sequence = 50",
        "UPDATE audit_log SET sequence = 50 WHERE sequence = -60");
    if (!withTheirSeals) {
      tamper(
          """
          UPDATE audit_log record
          SET hash = other.hash
          FROM audit_log other
          WHERE record.sequence IN (50, 60) AND other.sequence = 110 - record.sequence
          """);
    }
    assertBroken(50, at(50), Reason.CHANGED);
  }

  @Test
  void a_cut_off_end_shows_while_the_head_is_left() throws SQLException {
    tamper("DELETE FROM audit_log WHERE sequence > 4400");
    assertBroken(4401, null, Reason.MISSING);
    tamper("UPDATE audit_head SET sequence = 4400");
    assertThat(verdict().firstBroken()).isEqualTo(new Broken(4400, null, Reason.WRONG_HEAD));
  }

  @Test
  void a_cut_off_end_shows_against_a_head_that_was_kept_elsewhere() throws SQLException {
    String kept = headHash();
    assertThat(verify(kept)).isZero();
    add(10);
    assertThat(verify(kept)).as("the head has moved on").isZero();
    tamper(
        "DELETE FROM audit_log WHERE sequence > 4400",
        """
        UPDATE audit_head
        SET sequence = 4400, hash = (SELECT hash FROM audit_log WHERE sequence = 4400)
        """);
    assertThat(verify(null)).isZero();
    assertThat(verify(kept.toUpperCase(java.util.Locale.ROOT))).isEqualTo(1);
    assertThat(out.toString()).contains(kept + " is not on the chain");
  }

  @Test
  void a_rewritten_chain_shows_against_a_head_that_was_kept_elsewhere() throws SQLException {
    String kept = headHash();
    tamper(
        "UPDATE audit_log SET payload = '{}' WHERE sequence = 4000",
        "UPDATE audit_log SET sequence = NULL, hash = NULL WHERE sequence >= 4000",
        """
        UPDATE audit_head
        SET sequence = 3999, hash = (SELECT hash FROM audit_log WHERE sequence = 3999)
        """,
        "SELECT seal_audit(5000)");
    assertThat(verify(null)).isZero();
    assertThat(verify(kept)).isEqualTo(1);
  }

  @Test
  void a_removed_head_shows() throws SQLException {
    tamper("DELETE FROM audit_head");
    assertThat(verdict().firstBroken()).isEqualTo(new Broken(0, null, Reason.NO_HEAD));
    assertThat(verify(null)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_log SET payload = '{}'",
        "UPDATE audit_log SET sequence = NULL, hash = NULL",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "UPDATE audit_head SET sequence = sequence - 1",
        "UPDATE audit_head SET hash = '\\x00'",
        """
        INSERT INTO audit_log (action, entity_type, entity_id, payload, created_at, sequence, hash)
        VALUES ('sale.void', 'sale', 'x', '{}', now(), 99999, '\\x00')
        """
      })
  void the_guards_refuse_what_no_one_has_to_do(String statement) {
    assertThatThrownBy(() -> run(statement))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("23001"));
    assertThat(verify(null)).isZero();
  }

  @Test
  void the_text_that_is_sealed_is_the_one_of_the_first_seals() throws SQLException {
    run(
        """
        CREATE FUNCTION pg_temp.first_text(record audit_log) RETURNS text
        LANGUAGE sql IMMUTABLE
        RETURN (
          SELECT string_agg(length(part) || ':' || part, '' ORDER BY ordinal)
          FROM unnest(ARRAY[
            record.id::text, coalesce(record.actor_id::text, ''), record.action,
            record.entity_type, record.entity_id, record.payload::text,
            extract(epoch FROM record.created_at)::text
          ]) WITH ORDINALITY AS parts (part, ordinal)
        )
        """);
    assertThat(
            number("SELECT count(*) FROM audit_log a WHERE audit_text(a) = pg_temp.first_text(a)"))
        .isEqualTo(RECORDS);
  }

  @Test
  void the_head_is_measured_and_logged_once_a_day() throws SQLException {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Domains domains = application.domains();
    AuditHeadWatch watch = new AuditHeadWatch(domains.database, domains.time, metrics);
    assertThat(metrics.get("mostrador.audit.head.sequence").gauge().value()).isNaN();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(AuditHeadWatch.class);
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
    try {
      watch.look().andThen(watch.look()).blockingAwait();
      assertMeasured(metrics, RECORDS);
      assertThat(log.list)
          .singleElement()
          .asString()
          .contains("sequence " + RECORDS + ", hash " + headHash());
      add(1);
      watch.look().blockingAwait();
      assertMeasured(metrics, RECORDS + 1);
      assertThat(log.list).hasSize(1);
    } finally {
      logger.detachAppender(log);
    }
  }

  private static void assertMeasured(PrometheusMeterRegistry metrics, int sequence)
      throws SQLException {
    assertThat(metrics.get("mostrador.audit.head.sequence").gauge().value()).isEqualTo(sequence);
    assertThat(metrics.get("mostrador.audit.unsealed").gauge().value()).isZero();
    assertThat(
            metrics.scrape().lines().filter(line -> line.startsWith("mostrador_audit_head_info")))
        .singleElement()
        .asString()
        .contains("hash=\"" + headHash() + "\"", "sequence=\"" + sequence + "\"");
  }

  @Test
  void a_head_that_is_no_hash_is_refused() {
    int status =
        Main.commandLine().setErr(new PrintWriter(err)).execute("verify-audit", "--head", "abc");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("64 hexadecimal digits");
  }
}
