package io.mostrador.platform.storage;

/**
 * What the storage says of one object.
 *
 * @param mime its media type in lower case, without parameters; empty when it has none
 */
public record StoredObject(String mime, long bytes) {}
