package io.mostrador.platform.http;

import io.reactivex.rxjava3.core.Completable;

/**
 * One thing that a healthy node has.
 *
 * @param isEssential without it the node cannot serve; else it is merely degraded
 * @param probe completes when it is well
 */
public record HealthCheck(String name, boolean isEssential, Completable probe) {}
