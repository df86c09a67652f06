/**
 * Reports in words, for people: plain text, Markdown, and cards of chat platforms. It keeps every platform's limits and escapes, and sends
 * nothing.
 */
@NullMarked
package dev.livedoctor.chat;

import org.jspecify.annotations.NullMarked;
