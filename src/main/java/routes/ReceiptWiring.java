package routes;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import routes.notice.receipt.ReceiptBook;

/** The rules that say what a target's answer means. */
@Configuration
public class ReceiptWiring {
    /** @param folder rule files of the operator; empty for those of the application only */
    @BindToRegistry(lazy = true)
    public ReceiptBook receiptBook(@PropertyInject(value = "veaiops.receipts.dir", defaultValue = "") String folder) {
        return ReceiptBook.load(
                Optional.of(folder.strip()).filter(name -> !name.isEmpty()).map(Path::of));
    }
}
