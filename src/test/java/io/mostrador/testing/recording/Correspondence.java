package io.mostrador.testing.recording;

import java.util.HashMap;
import java.util.Map;

/**
 * Which identifier of the running server stands for which recorded one: one to one, grown answer by
 * answer.
 */
final class Correspondence {

  // Users have small numbers: the prefix keeps them apart from texts that are digits by chance.
  private static final String NUMBER = "int:";

  private final Map<String, String> live = new HashMap<>();
  private final Map<String, String> recorded = new HashMap<>();

  /** False when one of the two already stands for another. */
  boolean pair(String recordedId, String liveId) {
    return isNewOrSame(live, recordedId, liveId) && isNewOrSame(recorded, liveId, recordedId);
  }

  /** Like {@link #pair}, for the number of a user. */
  boolean pairNumbers(String recordedNumber, String liveNumber) {
    return pair(NUMBER + recordedNumber, NUMBER + liveNumber);
  }

  boolean knows(String recordedId) {
    return live.containsKey(recordedId);
  }

  /** The recorded one itself when no answer named it yet. */
  String live(String recordedId) {
    return live.getOrDefault(recordedId, recordedId);
  }

  /** Like {@link #live}, for the number of a user. */
  String liveNumber(String recordedNumber) {
    return live(NUMBER + recordedNumber).substring(NUMBER.length());
  }

  private static boolean isNewOrSame(Map<String, String> pairs, String key, String value) {
    String before = pairs.putIfAbsent(key, value);
    return before == null || before.equals(value);
  }
}
