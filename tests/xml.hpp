#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <expat.h>

#include "exchange/xml_place.hpp"

namespace epsom::test {

/// A document as its elements; throws std::runtime_error where it is not well-formed.
class Xml {
public:
    struct Element {
        std::string name;
        std::map<std::string, std::string> attributes;
        std::vector<Element> children;
        std::string own_text;  // without that of its children
        [[nodiscard]] std::string text() const {
            std::string all = own_text;
            for (const Element& child : children) all += child.text();
            return all;
        }
    };

    explicit Xml(const std::string& document) {
        XML_Parser parser = XML_ParserCreate(nullptr);
        open_.push_back(&root_);
        XML_SetUserData(parser, this);
        XML_SetElementHandler(
            parser,
            [](void* self, const char* name, const char** attributes) {
                auto& open = static_cast<Xml*>(self)->open_;
                Element element{.name = name, .attributes = {}, .children = {}, .own_text = {}};
                for (; *attributes != nullptr; attributes += 2)
                    element.attributes.emplace(attributes[0], attributes[1]);
                open.back()->children.push_back(std::move(element));
                open.push_back(&open.back()->children.back());
            },
            [](void* self, const char*) { static_cast<Xml*>(self)->open_.pop_back(); });
        XML_SetCharacterDataHandler(parser, [](void* self, const char* text, int size) {
            static_cast<Xml*>(self)->open_.back()->own_text.append(text, static_cast<std::size_t>(size));
        });
        const bool well_formed =
            XML_Parse(parser, document.data(), static_cast<int>(document.size()), 1) == XML_STATUS_OK;
        const std::string trouble = well_formed ? "" : XML_ErrorString(XML_GetErrorCode(parser));
        const auto line = exchange::line_of(parser);
        XML_ParserFree(parser);
        if (!well_formed) throw std::runtime_error{"line " + std::to_string(line) + ": " + trouble};
    }
    Xml(const Xml&) = delete;
    Xml& operator=(const Xml&) = delete;

    [[nodiscard]] const std::vector<Element>& roots() const { return root_.children; }
    /// In document order, those within `from`.
    [[nodiscard]] std::vector<Element> all(std::string_view name, const Element& from) const {
        std::vector<Element> found;
        collect(name, from, found);
        return found;
    }
    [[nodiscard]] std::vector<Element> all(std::string_view name) const { return all(name, root_); }
    [[nodiscard]] Element first(std::string_view name) const { return all(name).at(0); }
    [[nodiscard]] Element with_class(std::string_view name, std::string_view word) const {
        for (const Element& element : all(name)) {
            const auto classes = element.attributes.find("class");
            if (classes != element.attributes.end() &&
                (" " + classes->second + " ").find(" " + std::string{word} + " ") != std::string::npos)
                return element;
        }
        throw std::runtime_error{"there is no " + std::string{word}};
    }

private:
    static void collect(std::string_view name, const Element& from, std::vector<Element>& found) {
        for (const Element& child : from.children) {
            if (child.name == name) found.push_back(child);
            collect(name, child, found);
        }
    }
    Element root_;
    std::vector<Element*> open_;
};

}  // namespace epsom::test
