package io.mostrador.model;

import io.vertx.core.json.JsonObject;

/**
 * One valid change, ready to be sent.
 *
 * @param path with the id of what it changes filled in
 */
record KeyedAction(String operation, String path, JsonObject body) {

  /**
   * What an operation needs.
   *
   * @param id fills the path; empty where the path has none
   */
  record Input(String id, JsonObject body) {

    static Input of(JsonObject body) {
      return new Input("", body);
    }

    static Input to(String id) {
      return new Input(id, new JsonObject());
    }

    static Input to(String id, JsonObject body) {
      return new Input(id, body);
    }
  }
}
