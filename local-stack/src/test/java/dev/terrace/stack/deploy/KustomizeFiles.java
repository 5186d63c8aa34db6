package dev.terrace.stack.deploy;

import java.util.ArrayList;
import java.util.List;

/** What {@code k8s/base} says without a program to render it: its objects, its settings, the tags of its images. */
final class KustomizeFiles {
    private static final String BASE = "k8s/base/";

    private KustomizeFiles() {}

    static String joined() {
        Yaml kustomization =
                Yaml.documents(Checkout.text(BASE + "kustomization.yaml")).getFirst();
        List<String> documents = new ArrayList<>();
        kustomization.at("resources").texts().forEach(file -> documents.add(Checkout.text(BASE + file)));
        for (Yaml generator : kustomization.at("configMapGenerator").items()) {
            documents.add(configMap(generator));
        }
        String all = String.join("\n---\n", documents);
        for (Yaml image : kustomization.at("images").items()) {
            String name = image.at("name").text();
            all = all.replace(
                    "image: " + name + "\n",
                    "image: " + name + ":" + image.at("newTag").text() + "\n");
        }
        return all;
    }

    private static String configMap(Yaml generator) {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ")
                .append(generator.at("name").text())
                .append("\ndata:\n");
        for (String file : generator.at("envs").texts()) {
            Checkout.text(BASE + file)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> text.append("  ")
                            .append(line.replaceFirst("=", ": \""))
                            .append("\"\n"));
        }
        for (String file : generator.at("files").texts()) {
            text.append("  ")
                    .append(file)
                    .append(": |\n")
                    .append(Checkout.text(BASE + file).indent(4));
        }
        return text.toString();
    }
}
