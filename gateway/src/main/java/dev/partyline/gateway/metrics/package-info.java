/**
 * Metrics: snapshots of the bridge as meters for Prometheus.
 */
@NullMarked
package dev.partyline.gateway.metrics;

import org.jspecify.annotations.NullMarked;
