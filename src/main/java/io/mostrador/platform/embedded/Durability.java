package io.mostrador.platform.embedded;

import java.util.List;

/** Whether the data must outlive the process, and what that costs. */
enum Durability {
  /** Every commit is on the disk before it is answered. */
  KEPT(
      List.of(),
      List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on"),
      // Redis asks no password of local users; they must not write files with our rights.
      "user default on nopass ~* &* +@all -@admin +client"),
  /** For tests: the folder is deleted when its process ends. */
  THROWAWAY(
      List.of("--no-sync"),
      List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
      "user default on nopass ~* &* +@all");

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> initdbOptions;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> postgresSettings;

  private final String redisUser;

  Durability(List<String> initdbOptions, List<String> postgresSettings, String redisUser) {
    this.initdbOptions = initdbOptions;
    this.postgresSettings = postgresSettings;
    this.redisUser = redisUser;
  }

  List<String> initdbOptions() {
    return initdbOptions;
  }

  /** Each {@code name=value}. */
  List<String> postgresSettings() {
    return postgresSettings;
  }

  /** A line of {@code redis.conf}. */
  String redisUser() {
    return redisUser;
  }
}
