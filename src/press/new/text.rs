//! What stands in a new article's file: its head in TOML, and examples of what a text may have.

/// What the command was told.
pub struct Head<'a> {
    pub title: &'a str,
    /// RFC 3339.
    pub date: &'a str,
    pub categories: &'a [String],
}

/// The words of one language.
pub struct Words {
    /// What an article without a name is called.
    pub article: &'static str,
    draft: &'static str,
    description: &'static str,
    categories: &'static str,
    tags: &'static str,
    image: &'static str,
    body: &'static str,
}

/// English where the language is another one.
pub fn of(language: &str) -> &'static Words {
    if language.split('-').next() == Some("vi") { &VIETNAMESE } else { &ENGLISH }
}

/// The whole file.
pub fn file(language: &str, head: &Head) -> String {
    let words = of(language);
    let categories: Vec<String> = head.categories.iter().map(|category| quoted(category)).collect();
    let (title, date, categories) = (quoted(head.title), head.date, categories.join(", "));
    let Words { draft, description, categories: of_categories, tags, image, body, .. } = words;
    format!(
        "+++
title = {title}
date = {date}
# {draft}
draft = false
# {description}
description = \"\"
# {of_categories}
categories = [{categories}]
# {tags}
tags = []
# {image}
image = \"\"
image_alt = \"\"
image_caption = \"\"
+++
{body}"
    )
}

/// A basic string of TOML 1.0.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

const VIETNAMESE: Words = Words {
    article: "bai-viet",
    draft: "true: bản nháp, chưa đưa lên cổng",
    description: "một, hai câu dưới tít, cũng hiện trong danh sách bài",
    categories: "chuyên mục, ví dụ [\"su-kien\"]",
    tags: "từ khóa, ví dụ [\"đo lường\", \"hội nghị\"]",
    image: "ảnh đầu bài: tệp đặt cạnh bài này, điều thấy được trong ảnh (cho người không nhìn thấy), chú thích",
    body: r#"
Viết đoạn mở đầu ở đây: việc gì, ở đâu, khi nào, ai.

<!--
Phần giữa hai dấu này không hiện trên trang. Cần mẫu nào thì chép ra ngoài, rồi xóa phần còn lại.

Tít nhỏ trong bài bắt đầu từ hai dấu thăng:

## Tít nhỏ

Ảnh đứng riêng một đoạn. Trong ngoặc vuông: điều thấy được trong ảnh. Trong ngoặc kép: chú thích.

![Các gian hàng dưới mái che và dòng người đi xem](anh/ngay-hoi.jpg "Quang cảnh ngày hội. Ảnh: Trần Minh Đức")

Trích lời:

> Chúng tôi vẽ lại ba lần vì không tin.

Chú thích cuối bài: số ở trong câu[^1], lời chú ở một dòng riêng.

[^1]: Theo báo cáo tháng 5 của Sở.

Bảng; dấu hai chấm ở bên phải thì cột số thẳng hàng bên phải:

| Gian hàng | Lượt xem |
| --- | --: |
| Robot | 210 |

Liên kết: [bài khác của cổng](/article/dia-chi-cua-bai/), [trang ngoài](https://www.example.vn/).
-->
"#,
};

const ENGLISH: Words = Words {
    article: "article",
    draft: "true: not to be published yet",
    description: "one or two sentences under the headline, also shown in lists",
    categories: "for example [\"events\"]",
    tags: "for example [\"metrology\", \"conference\"]",
    image: "the lead photo: a file beside this one, what is seen in it (for those who do not see it), its caption",
    body: r#"
Write the opening here: what, where, when, who.

<!--
What stands between these two signs is not shown. Copy what you need out of it, and delete the rest.

A heading within the text begins with two number signs:

## A heading

A photo stands in a paragraph of its own. In square brackets: what is seen. In quotes: its caption.

![Stalls under an awning, and people walking past](photos/fair.jpg "The fair at noon. Photo: Trần Minh Đức")

A quotation:

> We drew it three times, for we did not believe it.

A footnote: its number in the sentence[^1], its words on a line of their own.

[^1]: According to the department's report in May.

A table; a colon on the right sets a column of figures to the right:

| Stall | Visitors |
| --- | --: |
| Robots | 210 |

Links: [another article](/article/its-address/), [another site](https://www.example.vn/).
-->
"#,
};
