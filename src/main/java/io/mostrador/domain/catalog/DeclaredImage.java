package io.mostrador.domain.catalog;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** An image and its thumbnail, as a client says that it will upload them. */
record DeclaredImage(DeclaredFile original, DeclaredFile thumb) {

  private static final String ORIGINAL = "original";
  private static final String THUMB = "thumb";

  /** As the body of a request to presign has it. */
  static DeclaredImage of(JsonObject body, String folder) {
    return new DeclaredImage(
        DeclaredFile.of(body.getJsonObject(ORIGINAL), folder + "/" + ORIGINAL),
        DeclaredFile.of(body.getJsonObject(THUMB), folder + "/" + THUMB));
  }

  static DeclaredImage fromClaims(JsonObject claims) {
    return new DeclaredImage(
        DeclaredFile.fromClaims(claims.getJsonObject(ORIGINAL)),
        DeclaredFile.fromClaims(claims.getJsonObject(THUMB)));
  }

  JsonObject toClaims() {
    return new JsonObject().put(ORIGINAL, original.toClaims()).put(THUMB, thumb.toClaims());
  }

  /** What is beyond the limits, nested like the input; empty when nothing is. */
  JsonObject problems() {
    JsonObject problems = new JsonObject();
    Stream.of(ORIGINAL, THUMB)
        .filter(part -> !part(part).problems().isEmpty())
        .forEach(part -> problems.put(part, part(part).problems()));
    return problems;
  }

  private DeclaredFile part(String name) {
    return name.equals(ORIGINAL) ? original : thumb;
  }
}
