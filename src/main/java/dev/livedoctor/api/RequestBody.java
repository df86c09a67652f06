package dev.livedoctor.api;

/** The bytes of a request, within the limit. */
@SuppressWarnings("ArrayRecordComponent") // read once and thrown away
public record RequestBody(byte[] bytes) {}
