package dev.livedoctor.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

    @Test
    void namesTheRoomAndTheReport() {
        assertEquals(
                "https://d.example/rooms/%E7%9B%B4%E6%92%AD%20%2F%3Cx%3E%28%2A%29?report=id-1",
                new Link("https://d.example/rooms/{room}?report={id}").to("id-1", "直播 /<x>(*)"));
        assertEquals("https://d.example/%7Bid%7D", new Link("https://d.example/{room}").to("id-1", "{id}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "data:text/html,x",
                "dashboard/{room}",
                "https:///x",
                "https://d.example/a b",
                "https://d.example/<x>",
                "https://d.example/{other}",
                "ftp://d.example/{room}"
            })
    void refusesWhatNoClientWouldOpen(String template) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> new Link(template));
        assertTrue(refusal.getMessage().contains("Maybe https://"));
    }
}
