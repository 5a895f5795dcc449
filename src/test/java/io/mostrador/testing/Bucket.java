package io.mostrador.testing;

import io.mostrador.platform.settings.Setting;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.ListContainerOptions;

/** A bucket in memory behind a real S3 interface, which checks signatures. */
public final class Bucket implements AutoCloseable {

  private static final String NAME = "fotos";
  private static final String REGION = "us-east-1";
  private static final String ACCESS_KEY = "mostrador";
  private static final String SECRET_KEY = "secreto-de-prueba";

  private final BlobStoreContext context;
  private final S3Proxy server;
  private final URI endpoint;

  private Bucket(int port) {
    this.context =
        ContextBuilder.newBuilder(new TransientNio2BlobApiMetadata())
            .credentials(ACCESS_KEY, SECRET_KEY)
            .build(BlobStoreContext.class);
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    BlobStore objects = context.getBlobStore();
    objects.createContainerInLocation(null, NAME);
    this.server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(endpoint)
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .build();
  }

  /** Started, and empty. */
  public static Bucket start() {
    Bucket bucket = new Bucket(FreePort.next());
    bucket.comeBack();
    return bucket;
  }

  /** Nobody answers until it comes back; the objects stay. */
  public void goAway() {
    try {
      server.stop();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  public void comeBack() {
    try {
      server.start();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** What a server that uses it is set to. */
  public Map<Setting, String> settings() {
    return Map.of(
        Setting.S3_ENDPOINT, endpoint.toString(),
        Setting.S3_REGION, REGION,
        Setting.S3_BUCKET, NAME,
        Setting.S3_ACCESS_KEY, ACCESS_KEY,
        Setting.S3_SECRET_KEY, SECRET_KEY,
        Setting.S3_PUBLIC_BASE_URL, "https://fotos.example");
  }

  /** Puts an object past the interface. */
  public void put(String key, String mime, byte[] content) {
    BlobStore objects = context.getBlobStore();
    String eTag =
        objects.putBlob(
            NAME,
            objects
                .blobBuilder(key)
                .payload(content)
                .contentLength(content.length)
                .contentType(mime)
                .build());
    if (eTag.isEmpty()) {
      throw new IllegalStateException("not put: " + key);
    }
  }

  /** Of all objects. */
  public Set<String> keys() {
    return context.getBlobStore().list(NAME, ListContainerOptions.Builder.recursive()).stream()
        .map(StorageMetadata::getName)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    goAway();
    context.close();
  }
}
