package dev.livedoctor.drools;

import dev.livedoctor.drools.Sheet.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Reads the sheets of an Excel workbook as a stream of cells, those of its parts that {@link XlsxParts} lets pass. Whatever could compute
 * or hide is refused: formulas, rows and columns that are not shown, merged cells.
 */
final class XlsxSheets {
    private static final int MOST_SHEETS = 10;

    private XlsxSheets() {}

    static List<Sheet> read(byte[] bytes) throws Unreadable {
        XlsxParts.check(bytes);
        List<Sheet> sheets = new ArrayList<>();
        try (OPCPackage workbook = OPCPackage.open(new ByteArrayInputStream(bytes))) {
            ReadOnlySharedStringsTable texts = new ReadOnlySharedStringsTable(workbook);
            XSSFReader.SheetIterator parts = (XSSFReader.SheetIterator) new XSSFReader(workbook, true).getSheetsData();
            while (parts.hasNext()) {
                if (sheets.size() == MOST_SHEETS) {
                    throw new Unreadable(0, "a workbook has at most " + MOST_SHEETS + " sheets", "two workbooks?");
                }
                try (InputStream part = parts.next()) {
                    Sheet sheet = read(part, new Cells(parts.getSheetName()), texts);
                    if (!sheet.rows().isEmpty()) {
                        sheets.add(sheet);
                    }
                }
            }
        } catch (IOException | OpenXML4JException | SAXException | RuntimeException broken) {
            throw new Unreadable(0, "it cannot be read as a workbook", "it was saved in another format?");
        }
        return sheets;
    }

    /** The sheet that {@code part} holds; what a parser says of it stays here, since it speaks of XML and not of rows. */
    private static Sheet read(InputStream part, Cells cells, ReadOnlySharedStringsTable texts) throws Unreadable {
        try {
            XMLReader reader = XMLHelper.newXMLReader();
            reader.setContentHandler(new NoFormulas(texts, cells));
            reader.parse(new InputSource(part));
            return cells.sheet;
        } catch (Refused refused) {
            throw refused.why.in(cells.sheet.name());
        } catch (IOException | SAXException | ParserConfigurationException | RuntimeException broken) {
            throw new Unreadable(cells.row, "what follows this row cannot be read", "the sheet saved again?")
                    .in(cells.sheet.name());
        }
    }

    /** Carries what is wrong out of a SAX parser. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Unreadable why;

        Refused(Unreadable why) {
            super(why);
            this.why = why;
        }
    }

    /** POI would give the result of a formula that Excel computed last; nobody who reads the table sees that. */
    private static final class NoFormulas extends XSSFSheetXMLHandler {
        private final Cells cells;

        NoFormulas(ReadOnlySharedStringsTable texts, Cells cells) {
            super(null, texts, cells, false);
            this.cells = cells;
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            if (localName.equals("f")) {
                throw new Refused(new Unreadable(cells.row, "formulas are not allowed", "its value?"));
            }
            String hidden = attributes.getValue("hidden");
            if (hidden != null && !hidden.equals("0") && !hidden.equals("false")) {
                throw new Refused(new Unreadable(
                        cells.row, "behind this row, something is hidden: " + localName, "it shown, or deleted?"));
            }
            if (localName.equals("mergeCell")) {
                String cellsOfOne = String.valueOf(attributes.getValue("ref"));
                throw new Refused(new Unreadable(
                        new CellReference(cellsOfOne.split(":", 2)[0]).getRow() + 1,
                        "the cells " + cellsOfOne + " are merged, and only the first of them has a value",
                        "the value in each of them?"));
            }
            super.startElement(uri, localName, name, attributes);
        }
    }

    private static final class Cells implements XSSFSheetXMLHandler.SheetContentsHandler {
        private final Sheet sheet;
        private final List<String> cells = new ArrayList<>();
        private int row;

        Cells(String name) {
            sheet = new Sheet(name, new TreeMap<>());
        }

        @Override
        public void startRow(int number) {
            row = number + 1;
            cells.clear();
        }

        @Override
        public void cell(@Nullable String reference, @Nullable String value, @Nullable XSSFComment comment) {
            int column = reference == null ? cells.size() : new CellReference(reference).getCol();
            if (column >= Sheet.MOST_COLUMNS) {
                throw new Refused(new Unreadable(
                        row,
                        "a table has at most " + Sheet.MOST_COLUMNS + " columns",
                        "only those of docs/tables.md?"));
            }
            while (cells.size() <= column) {
                cells.add("");
            }
            cells.set(column, value == null ? "" : value);
        }

        @Override
        public void endRow(int number) {
            try {
                sheet.add(row, cells);
            } catch (Unreadable unreadable) {
                throw new Refused(unreadable);
            }
        }
    }
}
