package dev.livedoctor.outbound;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Texts that must not be shown: where they are configured, and how to take them out of what others say. */
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

    /**
     * What the setting {@code name} holds, or else the file that the setting {@code name-file} names; empty where neither is there.
     *
     * @throws IllegalArgumentException where both are there, or the file cannot be read or has nothing in it
     */
    public static Optional<String> fromSettingOrFile(String name, Optional<String> text, Optional<Path> file) {
        if (text.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException("Both " + name + " and " + name + "-file are set. Which one holds?");
        }
        return text.or(() -> file.map(path -> content(name, path)));
    }

    private static String content(String name, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException(name + "-file " + file + " is empty.");
            }
            return text;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    name + "-file " + file + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
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
