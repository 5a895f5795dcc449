package io.mostrador.bulk;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/** Ids of version 7 whose random part comes from the seed, so that equal seeds make equal ids. */
final class BulkIds {

  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000000000000000L;

  private final SplittableRandom random;

  BulkIds(SplittableRandom random) {
    this.random = random;
  }

  UUID at(Instant moment) {
    long high = (moment.toEpochMilli() << 16) | VERSION | (random.nextLong() & 0x0FFF);
    return new UUID(high, (random.nextLong() >>> 2) | VARIANT);
  }
}
