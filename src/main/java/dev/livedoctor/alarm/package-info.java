/** What alerts do by themselves: silence is noticed, chats and webhooks are told, and an Alertmanager is kept up to date. */
@NullMarked
package dev.livedoctor.alarm;

import org.jspecify.annotations.NullMarked;
