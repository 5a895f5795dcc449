package io.mostrador.domain.catalog;

import io.mostrador.domain.catalog.ProductImages.Place;
import io.mostrador.platform.bus.Reply;
import io.mostrador.platform.bus.Request;
import io.mostrador.platform.postgres.Database;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** The contract's operations on images of products and on uploads. */
record ImageOperations(Database database, ProductImages images, MediaUploads uploads) {

  Map<String, Function<Request, Single<Reply>>> named() {
    return Map.of(
        "listProductImages", this::list,
        "attachProductImage", this::attach,
        "changeProductImage", this::change,
        "deleteProductImage", this::delete,
        "presignUpload", this::presign,
        "completeUpload", this::complete);
  }

  private Single<Reply> list(Request request) {
    return images.list(request.id("id")).map(Reply::ok);
  }

  private Single<Reply> attach(Request request) {
    Place place = Place.of(request.body());
    return database.write(
        request,
        tx ->
            images
                .attach(tx, request.id("id"), Request.id(request.body(), "asset_id"), place)
                .map(Reply::created));
  }

  private Single<Reply> change(Request request) {
    Place place = Place.of(request.body());
    return database.write(
        request,
        tx -> images.change(tx, request.id("id"), request.id("image_id"), place).map(Reply::ok));
  }

  private Single<Reply> delete(Request request) {
    return database.write(
        request,
        tx ->
            images.delete(tx, request.id("id"), request.id("image_id")).toSingle(Reply::noContent));
  }

  private Single<Reply> presign(Request request) {
    return uploads.presign(request.body()).map(Reply::ok);
  }

  /** The storage is asked before the transaction, which it could hold open. */
  private Single<Reply> complete(Request request) {
    return uploads
        .arrived(request.body().getString("upload_token"))
        .flatMap(
            image ->
                database.write(
                    request,
                    tx ->
                        uploads
                            .complete(tx, image)
                            .map(ImageOperations::completed)
                            .map(Reply::created)));
  }

  private static JsonObject completed(MediaAsset asset) {
    return new JsonObject().put("asset_id", asset.id().toString()).put("asset", asset.toJson());
  }
}
