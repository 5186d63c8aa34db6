package dev.terrace.stack.boot;

import dev.terrace.stack.host.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The suite's own secrets: the admin token, and the key pair by which services know the gateway. Made when absent. */
record Identity(Path directory) {

    /** Sees to the files and returns the variables that name them; the private key is the gateway's alone. */
    Map<String, String> keep() throws IOException {
        Path token = token();
        Path privateKey = directory.resolve("jwt.key");
        Path publicKey = directory.resolve("jwt.pub");
        Secrets.keep(token);
        Secrets.keepKeyPair(privateKey, publicKey);
        return Map.of(
                "TERRACE_ADMIN_TOKEN_FILE", token.toString(),
                "TERRACE_JWT_PRIVATE_KEY_FILE", privateKey.toString(),
                "TERRACE_JWT_PUBLIC_KEY_FILE", publicKey.toString());
    }

    Path token() {
        return directory.resolve("admin.token");
    }
}
