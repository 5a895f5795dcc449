package io.mostrador.platform.storage;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs a request to S3 into its URL (SigV4), so that whoever has the URL may send it. */
final class UrlSigner {

  private static final String SERVICE = "s3";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsIdentity credentials;
  private final String region;
  private final Clock clock;

  UrlSigner(String region, String accessKey, String secretKey, Clock clock) {
    this.region = region;
    this.credentials = AwsCredentialsIdentity.create(accessKey, secretKey);
    this.clock = clock;
  }

  /**
   * The URL with its signature; it covers no content, only the headers.
   *
   * @param headers that the request must carry, exactly so
   * @param life seconds to seven days
   */
  URI sign(SdkHttpMethod method, URI url, Map<String, String> headers, Duration life) {
    SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method).uri(url);
    headers.forEach(request::putHeader);
    return signer.sign(order -> describe(order, request.build(), life)).request().getUri();
  }

  /** The path of an object is signed as it is sent: encoded once, and not tidied. */
  private void describe(
      SignRequest.Builder<AwsCredentialsIdentity> order, SdkHttpRequest request, Duration life) {
    order
        .identity(credentials)
        .request(request)
        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock)
        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
  }
}
