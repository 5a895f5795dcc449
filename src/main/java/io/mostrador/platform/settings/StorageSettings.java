package io.mostrador.platform.settings;

import static io.mostrador.platform.settings.Setting.*;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The bucket that keeps the images.
 *
 * @param endpoint its path is followed by the bucket's name
 * @param publicBaseUrl where browsers read objects: followed by a slash and the key
 */
public record StorageSettings(
    URI endpoint,
    String region,
    String bucket,
    String accessKey,
    String secretKey,
    URI publicBaseUrl) {

  private static final List<Setting> ALL =
      List.of(S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY, S3_PUBLIC_BASE_URL);

  /** Empty when nothing is set; half of it is a mistake that names what is missing. */
  static Optional<StorageSettings> read(SettingsReader reader) {
    List<Setting> missing =
        ALL.stream().filter(setting -> reader.optional(setting).isEmpty()).toList();
    if (!reader.text(S3_BUCKET).matches("[A-Za-z0-9._-]*")) {
      reader.problem(S3_BUCKET, "should be the bare name of a bucket");
    }
    Optional<URI> endpoint = reader.webAddress(S3_ENDPOINT);
    Optional<URI> publicBaseUrl = reader.webAddress(S3_PUBLIC_BASE_URL);
    if (missing.isEmpty() && endpoint.isPresent() && publicBaseUrl.isPresent()) {
      return Optional.of(
          new StorageSettings(
              endpoint.get(),
              reader.text(S3_REGION),
              reader.text(S3_BUCKET),
              reader.text(S3_ACCESS_KEY),
              reader.text(S3_SECRET_KEY),
              publicBaseUrl.get()));
    }
    if (missing.size() < ALL.size()) {
      missing.forEach(
          setting -> reader.problem(setting, "should be set, as other MOSTRADOR_S3_* are"));
    }
    return Optional.empty();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return endpoint + "/" + bucket;
  }
}
