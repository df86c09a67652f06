/** What alerts do by themselves: telemetry gaps are noticed, chats and webhooks are told, and an Alertmanager is kept up to date. */
@NullMarked
package dev.livedoctor.alerting;

import org.jspecify.annotations.NullMarked;
