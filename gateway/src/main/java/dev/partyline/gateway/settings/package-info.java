/**
 * Settings: the only place that reads configuration. Text enters from files, environment and command line, and leaves as one checked {@link dev.partyline.gateway.settings.GatewayProperties}.
 */
@NullMarked
package dev.partyline.gateway.settings;

import org.jspecify.annotations.NullMarked;
