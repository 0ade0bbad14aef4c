package routes.wiring;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import routes.notice.receipt.ReceiptRegistry;

/** The rules that say what a target's answer means. */
@Configuration
public class ReceiptWiring {
    /** @param folder rule files of the operator; empty for those of the application only */
    @BindToRegistry(lazy = true)
    public ReceiptRegistry receiptRegistry(
            @PropertyInject(value = "veaiops.receipts.dir", defaultValue = "") String folder) {
        return ReceiptRegistry.load(
                Optional.of(folder.strip()).filter(name -> !name.isEmpty()).map(Path::of));
    }
}
