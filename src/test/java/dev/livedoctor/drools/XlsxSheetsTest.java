package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.Sheet.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxSheetsTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";

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

        assertEquals("sheet 证据: formulas are not allowed", refusal.getMessage());
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

    /** A workbook of one row, with {@code change} made to the text of {@code part}. */
    private static byte[] changed(String part, UnaryOperator<String> change) throws IOException {
        byte[] good = workbook(sheet -> {
            sheet.createRow(0).createCell(0).setCellValue("cause");
            sheet.createRow(1).createCell(0).setCellValue("x");
        });
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(good))) {
            for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
                parts.put(one.getName(), zip.readAllBytes());
            }
        }
        String before = new String(Objects.requireNonNull(parts.get(part)), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertNotEquals(before, after, "the change must change something");
        parts.put(part, after.getBytes(StandardCharsets.UTF_8));
        return zip(parts);
    }

    @Test
    void resolvesNoEntities() throws IOException {
        Unreadable refusal = refusal(changed(
                SHEET,
                text -> text.replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")));

        assertEquals("sheet 证据: what follows this row cannot be read", refusal.getMessage());
    }

    @Test
    void tellsWhereItIsBroken() throws IOException {
        Unreadable refusal =
                refusal(changed(SHEET, text -> text.replaceFirst("</row></sheetData>", "</wor></sheetData>")));

        assertEquals("sheet 证据: what follows this row cannot be read", refusal.getMessage());
        assertEquals(2, refusal.row());
    }

    /** What a program, a person or an attacker puts into a workbook beside its cells, and how it is refused. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "xl/_rels/workbook.xml.rels | </Relationships> | <Relationship Id=\"x\" Type=\"y\" Target=\"http://example.org/a\" TargetMode=\"External\"/></Relationships> | to http://example.org/a",
                "xl/workbook.xml | <sheet name | <sheet state=\"hidden\" name | the sheet 证据 is hidden",
                "xl/workbook.xml | <sheet name | <sheet state='veryHidden' name | the sheet 证据 is hidden",
                "xl/workbook.xml | </sheets> | </sheets><definedNames><definedName name=\"_xlnm.Auto_Open\">x!A1</definedName></definedNames> | runs when it is opened",
                "xl/workbook.xml | </sheets> | </sheets><ddeLink ddeService=\"cmd\" ddeTopic=\"/c calc\"/> | macros, links",
                "[Content_Types].xml | spreadsheetml.sheet.main | ms-excel.sheet.macroEnabled.main | macros, links",
                "xl/worksheets/sheet1.xml | <row r=\"2\" | <row hidden=\"1\" r=\"2\" | something is hidden: row",
                "xl/worksheets/sheet1.xml | <sheetData> | <cols><col min=\"1\" max=\"1\" hidden=\"true\"/></cols><sheetData> | something is hidden: col",
                "xl/worksheets/sheet1.xml | </sheetData> | </sheetData><mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells> | the cells A2:A3 are merged",
                "xl/worksheets/sheet1.xml | <row r=\"2\" | <row r=\"99999999999\" | cannot be read",
                "xl/worksheets/sheet1.xml | <c r=\"A2\" | <c r=\"ZZZZZZZZ2\" | at most 30 columns",
                "xl/worksheets/sheet1.xml | <v>1</v> | <v>77</v> | cannot be read",
            })
    void refusesWhatNobodySees(String part, String text, String instead, String words) throws IOException {
        String message =
                refusal(changed(part, all -> all.replace(text, instead))).getMessage();

        assertTrue(message.contains(words), message);
        assertFalse(message.matches("(?s).*(?:java|org)\\.\\w+\\..*|.*Exception.*"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "@SUM(A1)", "-cmd|' /C calc'!A0", "=1+1"})
    void refusesTextsThatSpreadsheetsCompute(String text) throws IOException {
        assertEquals(
                "sheet 证据: formulas are not allowed",
                refusal(workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue(text)))
                        .getMessage());
    }

    @Test
    void refusesPartsThatStandTwiceOrOutside() throws IOException {
        Map<String, byte[]> twice = new LinkedHashMap<>();
        twice.put("xl/worksheets/sheet1.xml", new byte[1]);
        twice.put("xl/worksheets/Sheet1.xml", new byte[1]);

        assertTrue(refusal(zip(twice)).getMessage().contains("stands twice"));
        for (String name : List.of("../../etc/passwd", "/etc/passwd", "xl\\..\\x", "xl/../../x")) {
            assertTrue(refusal(zip(Map.of(name, new byte[1]))).getMessage().contains("outside of it"), name);
        }
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
