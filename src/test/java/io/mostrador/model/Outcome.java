package io.mostrador.model;

import io.mostrador.testing.Answer;
import io.vertx.core.json.JsonObject;

/**
 * What became of a step.
 *
 * @param answer null when it was not sent, since there was nothing that it could be about
 */
record Outcome(Step step, Answer answer) {

  boolean isDone() {
    return answer != null && answer.status() < 300;
  }

  boolean isRefused() {
    return answer != null && answer.status() >= 300;
  }

  /** Of what is done once only: it had been before. */
  boolean isRepetition() {
    return isDone() && "already_confirmed".equals(json().getString("code"));
  }

  JsonObject json() {
    return answer.json();
  }

  String id() {
    return answer.id();
  }

  @Override
  public String toString() {
    if (answer == null) {
      return step + " -> not sent";
    }
    return step + " -> " + answer.status() + (isRefused() ? " " + json().getString("code") : "");
  }
}
