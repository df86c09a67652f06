package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.adapter.PrometheusAnswer.Sample;
import dev.livedoctor.adapter.PrometheusAnswer.UnusableException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What Prometheus answers. */
class PrometheusAnswerTest {
    private static final String VECTOR = """
            {"status":"success","data":{"resultType":"vector","result":[
             {"metric":{"room":"a","__name__":"viewers"},"value":[1792670640.123,"42"]},
             {"metric":{"room":"b"},"value":[1792670640.123,"+Inf"]},
             {"metric":{},"value":[1792670640.123,"NaN"]}]}}""";

    private static String why(String body) {
        return assertThrows(UnusableException.class, () -> PrometheusAnswer.of(body, 10))
                .getMessage();
    }

    @Test
    void samplesHaveLabelsAndNumbersAsGoWritesThem() throws UnusableException {
        List<Sample> samples = PrometheusAnswer.of(VECTOR, 3).samples();
        assertEquals(new Sample(Map.of("room", "a", "__name__", "viewers"), 42), samples.get(0));
        assertTrue(Double.isNaN(samples.get(1).value())
                || Double.isInfinite(samples.get(1).value()));
        assertTrue(Double.isNaN(samples.get(2).value()));
    }

    @Test
    void whatIsNoAnswerIsSaid() {
        assertEquals(
                "invalid parameter \"query\": parse error",
                why(
                        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"invalid parameter \\\"query\\\": parse error\"}"));
        for (String body : List.of("<html>", "{}", "[".repeat(5_000))) {
            assertThrows(SourceUnavailableException.class, () -> PrometheusAnswer.of(body, 10));
        }
        assertTrue(why("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}")
                .contains("a scalar"));
        assertThrows(UnusableException.class, () -> PrometheusAnswer.of(VECTOR, 2));
    }

    @Test
    void whatIsNotWholeIsNoAnswer() throws UnusableException {
        String warned = VECTOR.replace("{\"status\"", "{\"warnings\":[\"WARNING\"],\"status\"");
        SourceUnavailableException partial = assertThrows(
                SourceUnavailableException.class,
                () -> PrometheusAnswer.of(warned.replace("WARNING", "store 10.0.0.1: connection refused"), 10));
        assertEquals("The answer is not whole: store 10.0.0.1: connection refused", partial.getMessage());
        assertEquals(
                3,
                PrometheusAnswer.of(warned.replace("WARNING", "PromQL warning: a mix of histograms and floats"), 10)
                        .samples()
                        .size());
    }

    @Property
    void nothingElseIsThrown(@ForAll String noise, @ForAll int at) {
        int cut = Math.floorMod(at, VECTOR.length());
        for (String body :
                List.of(noise, VECTOR.substring(0, cut), VECTOR.substring(0, cut) + noise + VECTOR.substring(cut))) {
            try {
                PrometheusAnswer.of(body, 100);
            } catch (UnusableException | SourceUnavailableException e) {
                assertTrue(e.getMessage() != null);
            }
        }
    }
}
