package dev.livedoctor.drools;

import dev.livedoctor.drools.Sheet.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
 * Reads the sheets of an Excel workbook as a stream of cells. Whatever could compute, reach out or swell is refused: formulas, macros,
 * links to other files, embedded objects, archives that inflate too far.
 */
final class XlsxSheets {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_INFLATED = 16 << 20;
    private static final int MOST_PARTS = 100;
    private static final int MOST_SHEETS = 10;
    private static final Pattern ACTIVE =
            Pattern.compile("(?i).*(?:vba|macro|externalLink|embedding|activeX|connections|queryTable).*");

    private XlsxSheets() {}

    static List<Sheet> read(byte[] bytes) throws Unreadable {
        checkParts(bytes);
        List<Sheet> sheets = new ArrayList<>();
        try (OPCPackage workbook = OPCPackage.open(new ByteArrayInputStream(bytes))) {
            ReadOnlySharedStringsTable texts = new ReadOnlySharedStringsTable(workbook);
            XSSFReader.SheetIterator parts = (XSSFReader.SheetIterator) new XSSFReader(workbook, true).getSheetsData();
            while (parts.hasNext()) {
                if (sheets.size() == MOST_SHEETS) {
                    throw new Unreadable(0, "a workbook has at most " + MOST_SHEETS + " sheets", "two workbooks?");
                }
                try (InputStream part = parts.next()) {
                    Cells cells = new Cells(parts.getSheetName());
                    XMLReader reader = XMLHelper.newXMLReader();
                    reader.setContentHandler(new NoFormulas(texts, cells));
                    reader.parse(new InputSource(part));
                    if (!cells.sheet.rows().isEmpty()) {
                        sheets.add(cells.sheet);
                    }
                }
            }
        } catch (Refused refused) {
            throw refused.why;
        } catch (IOException
                | OpenXML4JException
                | SAXException
                | ParserConfigurationException
                | RuntimeException broken) {
            throw new Unreadable(
                    0, "it cannot be read as a workbook: " + broken.getMessage(), "it was saved in another format?");
        }
        return sheets;
    }

    private static void checkParts(byte[] bytes) throws Unreadable {
        if (bytes.length > MOST_BYTES) {
            throw new Unreadable(0, "a workbook has at most " + MOST_BYTES + " bytes", "two tables?");
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            long inflated = 0;
            int parts = 0;
            byte[] buffer = new byte[1 << 13];
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                if (ACTIVE.matcher(part.getName()).matches()) {
                    throw new Unreadable(
                            0,
                            "macros, links to other files and embedded objects are not allowed",
                            "it without " + part.getName() + "?");
                }
                for (int read = zip.read(buffer); read > 0; read = zip.read(buffer)) {
                    inflated += read;
                    if (inflated > MOST_INFLATED) {
                        throw new Unreadable(
                                0, "it inflates to more than " + MOST_INFLATED + " bytes", "a workbook of cells only?");
                    }
                }
                if (++parts > MOST_PARTS) {
                    throw new Unreadable(0, "it has more than " + MOST_PARTS + " parts", "a workbook of cells only?");
                }
            }
            if (parts == 0) {
                throw new Unreadable(0, "it is no workbook", "it was saved as .xls, or with a password?");
            }
        } catch (IOException e) {
            throw new Unreadable(
                    0, "it cannot be read as a workbook: " + e.getMessage(), "it was saved in another format?");
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
