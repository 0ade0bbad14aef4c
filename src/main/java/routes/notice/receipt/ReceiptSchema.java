package routes.notice.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import routes.common.yaml.FileSchema;

/** The JSON Schema of a file of rules for answers ({@code receipts/<name>.yaml}). */
public final class ReceiptSchema {
    private ReceiptSchema() {}

    public static ObjectNode make() {
        ObjectNode file = FileSchema.file("Rules for answers (receipts)", ReceiptFile.FIELDS, List.of("receipts"));
        ObjectNode rule = FileSchema.object(RuleReader.RULE, List.of("when", "then"));
        FileSchema.put(rule, "then", FileSchema.object(RuleReader.THEN, List.of("outcome")));
        FileSchema.put(file, "rules", FileSchema.oneOrMore(rule));
        return file;
    }
}
