package io.mostrador.platform.storage;

import java.net.URI;
import java.util.Map;

/**
 * A request that a client may send by itself to put one object into the storage.
 *
 * @param headers that it must send, exactly so
 */
public record SignedUpload(String method, URI url, Map<String, String> headers, String key) {}
