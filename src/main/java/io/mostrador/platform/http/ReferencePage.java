package io.mostrador.platform.http;

import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import io.vertx.rxjava3.ext.web.handler.StaticHandler;

/** Shows the contract to people, from files of our own: nothing is loaded from elsewhere. */
final class ReferencePage {

  /** As in {@code pom.xml}: the folder inside the webjar carries it. */
  private static final String VERSION = "5.32.6";

  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="es">
      <head>
        <meta charset="utf-8">
        <title>Mostrador API</title>
        <link rel="stylesheet" href="swagger-ui.css">
      </head>
      <body>
        <div id="reference"></div>
        <script src="swagger-ui-bundle.js"></script>
        <script src="reference.js"></script>
      </body>
      </html>
      """;

  private static final String SCRIPT =
      """
      SwaggerUIBundle({
        url: "../api/v1/openapi.json",
        dom_id: "#reference",
        deepLinking: true,
        docExpansion: "none",
        validatorUrl: null
      });
      """;

  private ReferencePage() {}

  static Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(ReferencePage::guard);
    router.get("/").handler(rc -> Answers.page(rc, "text/html; charset=utf-8", PAGE));
    router.get("/reference.js").handler(rc -> Answers.page(rc, "text/javascript", SCRIPT));
    router
        .route()
        .handler(
            StaticHandler.create(
                    FileSystemAccess.RELATIVE, "META-INF/resources/webjars/swagger-ui/" + VERSION)
                .setIndexPage("none"));
    return router;
  }

  private static void guard(RoutingContext rc) {
    rc.response().putHeader("Content-Security-Policy", POLICY);
    if (rc.request().path().equals("/docs")) {
      Answers.finish(rc.rxRedirect("/docs/"));
    } else {
      rc.next();
    }
  }
}
