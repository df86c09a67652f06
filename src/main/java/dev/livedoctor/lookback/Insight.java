package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import java.util.List;

/**
 * What the past says to a question.
 *
 * @param question its name, such as {@code stall-hours}
 * @param summary in one or two sentences
 * @param method the test and the correction
 * @param asked how many were tested at once
 * @param rooms that the answer rests on
 * @param broadcasts evenings of these rooms
 * @param items findings first, then the rest, the most telling first
 * @param unsaid what cannot be said, and why
 */
public record Insight(
        String question,
        Text summary,
        Text method,
        int asked,
        int rooms,
        int broadcasts,
        List<? extends Item> items,
        List<Unsaid> unsaid) {
    /** Of what is called a finding, this share may be chance. */
    public static final double FALSE_DISCOVERY_RATE = FalseDiscoveryRate.RATE;

    /** One thing that was looked at. Its record components are its numbers. */
    public interface Item {
        /** Whether it is more than chance, and enough to matter. */
        boolean finding();

        /** What there is to say of it. */
        Text sentence();
    }

    /** Something that cannot be said: a stable code, and why. */
    public record Unsaid(String code, Text why) {
        Unsaid(String code, String en, String zh) {
            this(code, new Text(en, zh));
        }
    }

    /** How many items are findings. */
    public long findings() {
        return items.stream().filter(Item::finding).count();
    }
}
