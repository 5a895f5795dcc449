package io.mostrador.domain.catalog;

import io.mostrador.platform.postgres.Reads;
import io.mostrador.platform.postgres.Sql;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.List;

/** Finds, for words that no product has, those of the catalogue that were probably meant. */
final class Spelling {

  private static final int MOST_WORDS = 8;

  /**
   * A word that is part of a known one is no mistake, and what is not made of letters and digits is
   * meant as it is; for the others those with like trigrams.
   */
  private static final String NEAR =
      """
      WITH asked AS MATERIALIZED (
        SELECT word, place, replace(search_fold(word), 'ñ', 'n') AS plain
        FROM unnest($1::text[]) WITH ORDINALITY AS typed (word, place)
      ), patterns AS MATERIALIZED (
        SELECT word, place, plain, search_pattern(plain) AS pattern
        FROM asked
      )
      SELECT p.word, p.plain, near.words, near.spellings
      FROM patterns p
      CROSS JOIN LATERAL (
        SELECT array_agg(n.word) AS words, array_agg(n.spelling) AS spellings
        FROM (
          SELECT k.word, k.spelling
          FROM search_word k
          WHERE p.plain ~ '^[[:alnum:]]+$'
            AND k.word % p.plain
            AND NOT EXISTS (SELECT FROM search_word known WHERE known.word LIKE p.pattern)
          ORDER BY similarity(k.word, p.plain) DESC, k.word
          LIMIT 8
        ) n
      ) near
      ORDER BY p.place
      """;

  private final Reads database;

  Spelling(Reads database) {
    this.database = database;
  }

  /** Empty when there is nothing better to look for. */
  Maybe<SearchWords> nearest(SearchWords words) {
    if (words.inOrder().size() > MOST_WORDS) {
      return Maybe.empty();
    }
    String[] typed = words.inOrder().toArray(String[]::new);
    return database
        .search(sql -> Sql.all(sql, NEAR, Spelling::nearest, (Object) typed))
        .map(SearchWords::new)
        .filter(corrected -> !corrected.equals(words));
  }

  /** The word itself when none is near. */
  private static String nearest(Row row) {
    String[] words = row.getArrayOfStrings("words");
    String word = row.getString("word");
    if (words == null) {
      return word;
    }
    EditDistance distance = new EditDistance(row.getString("plain"));
    List<String> spellings = List.of(row.getArrayOfStrings("spellings"));
    String nearest = word;
    int least = distance.plausible() + 1;
    for (int i = 0; i < words.length; i++) {
      int edits = distance.to(words[i]);
      if (edits < least) {
        least = edits;
        nearest = spellings.get(i);
      }
    }
    return nearest;
  }
}
