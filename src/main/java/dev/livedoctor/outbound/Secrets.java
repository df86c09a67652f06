package dev.livedoctor.outbound;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Texts that must not be shown, and how to redact them from messages of others. */
public final class Secrets {
    /** Shorter ones are words such as {@code services}; to take them out would spoil every message and hide nothing. */
    private static final int SHORTEST = 9;

    private static final String HIDDEN = "…";

    private final List<String> texts;

    private Secrets(List<String> texts) {
        this.texts = texts.stream()
                .filter(text -> text.length() >= SHORTEST)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    static Secrets of(URI address) {
        List<String> texts = new ArrayList<>(List.of(address.getRawPath().split("/")));
        for (String pair : Optional.ofNullable(address.getRawQuery()).orElse("").split("&")) {
            texts.add(pair.substring(pair.indexOf('=') + 1));
        }
        return new Secrets(texts);
    }

    /** These and {@code more}. */
    public Secrets plus(String more) {
        List<String> all = new ArrayList<>(texts);
        all.add(more);
        return new Secrets(all);
    }

    /** {@code text} without them. */
    public String redact(String text) {
        String hidden = text;
        for (String secret : texts) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }
}
