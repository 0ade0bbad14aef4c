package routes;

import org.apache.camel.main.Main;

public final class VeaiopsApplication {
    public static void main(String[] args) throws Exception {
        System.exit(new Main(VeaiopsApplication.class).run(args));
    }
}
