package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.Sheet.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class XlsxSheetsTest {

    private static byte[] workbook(Consumer<XSSFSheet> fill) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            fill.accept(workbook.createSheet("证据"));
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Unreadable refusal(byte[] bytes) {
        return assertThrows(Unreadable.class, () -> XlsxSheets.read(bytes));
    }

    @Test
    void readsTextsAndNumbersWhereTheyStand() throws IOException, Unreadable {
        List<Sheet> sheets = XlsxSheets.read(workbook(sheet -> {
            sheet.createRow(0).createCell(1).setCellValue(" 指标 ");
            sheet.createRow(3).createCell(0).setCellValue(0.5);
        }));

        assertEquals("证据", sheets.get(0).name());
        assertEquals(
                Map.of(1, List.of("", "指标"), 4, List.of("0.5")), sheets.get(0).rows());
    }

    @Test
    void refusesFormulas() throws IOException {
        Unreadable refusal = refusal(workbook(sheet -> {
            sheet.createRow(0).createCell(0).setCellValue("cause");
            sheet.createRow(2).createCell(0).setCellFormula("HYPERLINK(\"http://example.org\")");
        }));

        assertEquals("formulas are not allowed", refusal.getMessage());
        assertEquals(3, refusal.row());
    }

    @Test
    void refusesWhatIsTooMuch() throws IOException {
        assertTrue(refusal(workbook(sheet -> sheet.createRow(0).createCell(40).setCellValue("x")))
                .getMessage()
                .contains("at most 30 columns"));
        assertTrue(refusal(workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue("x".repeat(301))))
                .getMessage()
                .contains("at most 300 characters"));
        assertTrue(refusal(workbook(sheet -> {
                    for (int row = 0; row <= Sheet.MOST_ROWS; row++) {
                        sheet.createRow(row).createCell(0).setCellValue("x");
                    }
                }))
                .getMessage()
                .contains("at most 2000 rows"));
        assertTrue(refusal(new byte[(1 << 20) + 1]).getMessage().contains("bytes"));
    }

    @Test
    void refusesBombsMacrosAndLinks() throws IOException {
        assertTrue(refusal(zip(Map.of("xl/worksheets/sheet1.xml", new byte[20 << 20])))
                .getMessage()
                .contains("inflates"));
        for (String part : List.of("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/x.bin")) {
            assertTrue(refusal(zip(Map.of(part, new byte[1]))).getMessage().contains("not allowed"), part);
        }
    }

    @Test
    void resolvesNoEntities() throws IOException {
        byte[] good = workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue("x"));
        Map<String, byte[]> parts = new java.util.LinkedHashMap<>();
        try (java.util.zip.ZipInputStream zip =
                new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(good))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                parts.put(part.getName(), zip.readAllBytes());
            }
        }
        parts.computeIfPresent(
                "xl/worksheets/sheet1.xml",
                (name, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                        .replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")
                        .getBytes(StandardCharsets.UTF_8));

        assertTrue(refusal(zip(parts)).getMessage().contains("cannot be read as a workbook"));
    }

    @Test
    void refusesWhatIsNoWorkbook() {
        assertTrue(refusal("cause,says".getBytes(StandardCharsets.UTF_8))
                .getMessage()
                .contains("no workbook"));
        assertTrue(refusal(Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 512))
                .getMessage()
                .contains("no workbook"));
    }
}
