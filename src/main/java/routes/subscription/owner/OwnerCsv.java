package routes.subscription.owner;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Utf8;

/**
 * Reads a CSV file of projects, products or customers as a whole: a row without an id or a name is passed over and counted, as in
 * VeAIOps; any other wrong line refuses the file, with its number.
 * Columns are found by their names in the first line; {@code name} may also be called {@code project_name} and so on.
 */
public final class OwnerCsv {
    private static final String FIELD = "file";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .setAllowMissingColumnNames(true)
            .get();

    private final OwnerKind kind;
    private final Map<String, Owner> owners = new LinkedHashMap<>();
    private int rows;

    private OwnerCsv(OwnerKind kind) {
        this.kind = kind;
    }

    /**
     * @param rows lines that are not empty, with repeated ids and with those that were passed over
     * @param owners in order, each id once
     */
    public record Content(int rows, List<Owner> owners) {}

    /** @throws RefusedRequest when the file or one of its lines cannot be used */
    public static Content read(OwnerKind kind, byte[] file) {
        OwnerCsv csv = new OwnerCsv(kind);
        try (CSVParser lines = CSVParser.parse(new StringReader(text(file)), FORMAT)) {
            csv.take(lines);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw RefusedRequest.of(ErrorCode.MALFORMED_BODY, "the file is not valid CSV: " + reason(e));
        }
        return new Content(csv.rows, new ArrayList<>(csv.owners.values()));
    }

    private void take(CSVParser lines) {
        Map<String, Integer> columns = columns(lines.getHeaderNames());
        int id = column(columns, kind.idField());
        int name = column(columns, "name");
        @Nullable Integer desensitized = kind.desensitized() ? columns.get("desensitized_name") : null;
        for (CSVRecord line : lines) {
            rows++;
            if (value(line, id).isBlank() || value(line, name).isBlank()) {
                continue;
            }
            String shown = desensitized == null ? "" : value(line, desensitized);
            Owner owner = owner(line.getRecordNumber() + 1, value(line, id), value(line, name), shown);
            owners.putIfAbsent(owner.id(), owner);
        }
    }

    private Map<String, Integer> columns(List<String> header) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String column : header) {
            String name = column.strip().toLowerCase(Locale.ROOT);
            columns.putIfAbsent(name.equals(kind.word() + "_name") ? "name" : name, columns.size());
        }
        return columns;
    }

    private int column(Map<String, Integer> columns, String name) {
        Integer index = columns.get(name);
        if (index == null) {
            throw RefusedRequest.invalid(
                    FIELD, "the first line has no column " + name + "; it has " + String.join(", ", columns.keySet()));
        }
        return index;
    }

    private Owner owner(long line, String id, String name, String desensitizedName) {
        try {
            return new Owner(id, name, desensitizedName.isBlank() ? null : desensitizedName);
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.invalid(FIELD, "line " + line + ": " + e.getMessage());
        }
    }

    private static String value(CSVRecord line, int column) {
        return column < line.size() ? line.get(column) : "";
    }

    private static String text(byte[] file) {
        String text = Utf8.text(file)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.MALFORMED_BODY, "the file is not text in UTF-8"));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static String reason(Exception e) {
        return String.valueOf(
                (e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e).getMessage());
    }
}
