//! Bodies as newsrooms send them: prose, photos, tables and lists, with what Word and SharePoint leave around them.

/// A body of about so many bytes: the same one each time.
pub fn of(bytes: usize) -> String {
    let mut random = Random(20_211_230);
    let mut html = String::with_capacity(bytes + 4_000);
    while html.len() < bytes {
        match random.below(20) {
            0..6 => paragraph(&mut html, &mut random),
            6..9 => from_word(&mut html, &mut random),
            9..11 => from_sharepoint(&mut html, &mut random),
            11 => heading(&mut html, &mut random),
            12..14 => photo_with_caption_below(&mut html, &mut random),
            14 => figure(&mut html, &mut random),
            15 => gallery(&mut html, &mut random),
            16 => table(&mut html, &mut random),
            17 => list(&mut html, &mut random),
            18 => typed_list(&mut html, &mut random),
            _ => quote(&mut html, &mut random),
        }
    }
    html
}

fn paragraph(html: &mut String, random: &mut Random) {
    html.push_str("<p>");
    for n in 0..2 + random.below(4) {
        let text = sentence(random);
        match random.below(8) {
            0 => html.push_str(&format!("<strong>{text}</strong> ")),
            1 => html.push_str(&format!("<em>{text}</em> ")),
            2 => html
                .push_str(&format!("{text} (<a href=\"/vi/tin/bai-{n}-{}\">xem bài trước</a>). ", random.below(9000))),
            3 => html.push_str(&format!("{text} Chi tiết: https://so-lieu.vn/bang/{}. ", random.below(9000))),
            _ => html.push_str(&format!("{text} ")),
        }
    }
    html.push_str("</p>\n");
}

fn from_word(html: &mut String, random: &mut Random) {
    html.push_str(
        "<p class=\"MsoNormal\" style=\"text-align:justify;text-indent:36.0pt;line-height:150%\"><span lang=\"VI\" \
         style=\"font-size:14.0pt;line-height:150%;font-family:&quot;Times New Roman&quot;,serif;color:black\">",
    );
    for _ in 0..2 + random.below(3) {
        let text = sentence(random);
        match random.below(4) {
            0 => html.push_str(&format!("<b style=\"mso-bidi-font-weight:normal\">{text}</b>&nbsp;")),
            1 => html.push_str(&format!("<font face=\"Times New Roman\" size=\"4\"><i>{text}</i></font> ")),
            _ => html.push_str(&format!("{text}<span style=\"mso-spacerun:yes\">&nbsp; </span>")),
        }
    }
    html.push_str("<o:p></o:p></span></p>\n<p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\n");
}

fn from_sharepoint(html: &mut String, random: &mut Random) {
    html.push_str("<div class=\"ms-rtestate-field\"><div class=\"ExternalClass9A1B2C3D4E\"><div>\u{200b}");
    for _ in 0..3 {
        let text = sentence(random);
        html.push_str(&format!("<span class=\"ms-rteFontSize-3\" style=\"font-size:14pt\">{text}</span><br><br>"));
    }
    html.push_str("</div></div></div>\n");
}

fn heading(html: &mut String, random: &mut Random) {
    html.push_str(&format!("<h2 class=\"wp-block-heading\">{}. {}</h2>\n", 1 + random.below(9), words(random, 8)));
}

fn photo_with_caption_below(html: &mut String, random: &mut Random) {
    let n = random.below(9000);
    html.push_str(&format!(
        "<p style=\"text-align:center\"><img alt=\"\" src=\"/images/2021/anh-{n}.jpg\" style=\"width:800px;height:533px\" \
         width=\"800\" height=\"533\"></p>\n<p style=\"text-align:center\"><em>({})</em></p>\n",
        words(random, 14)
    ));
}

fn figure(html: &mut String, random: &mut Random) {
    let n = random.below(9000);
    html.push_str(&format!(
        "<figure class=\"wp-block-image size-large\"><a href=\"/a/{n}.jpg\"><img loading=\"lazy\" decoding=\"async\" \
         src=\"/a/{n}-1024x683.jpg\" srcset=\"/a/{n}-300x200.jpg 300w, /a/{n}-1024x683.jpg 1024w\" sizes=\"100vw\" \
         alt=\"{}\" width=\"1024\" height=\"683\"></a><figcaption class=\"wp-element-caption\">{}</figcaption></figure>\n",
        words(random, 6),
        sentence(random)
    ));
}

fn gallery(html: &mut String, random: &mut Random) {
    html.push_str("<figure class=\"wp-block-gallery has-nested-images columns-3 is-cropped\">");
    for _ in 0..2 + random.below(4) {
        let n = random.below(9000);
        html.push_str(&format!("<figure class=\"wp-block-image\"><img src=\"/a/{n}.jpg\" alt=\"\"></figure>"));
    }
    html.push_str(&format!("<figcaption>{}</figcaption></figure>\n", words(random, 9)));
}

fn table(html: &mut String, random: &mut Random) {
    html.push_str(
        "<table border=\"1\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;width:100%\"><tbody>\
         <tr><th>TT</th><th>Đơn vị</th><th style=\"text-align:right\">Kế hoạch</th><th>Ghi chú</th></tr>",
    );
    for row in 1..4 + random.below(8) {
        html.push_str(&format!(
            "<tr><td style=\"width:5%\" align=\"center\">{row}</td><td><p>{}</p></td>\
             <td style=\"text-align:right\">{},{}</td><td>{}</td></tr>\n",
            words(random, 4),
            random.below(900),
            random.below(10),
            words(random, 3)
        ));
    }
    html.push_str("</tbody></table>\n");
}

fn list(html: &mut String, random: &mut Random) {
    html.push_str("<ul>");
    for _ in 0..3 + random.below(5) {
        html.push_str(&format!("<li><p style=\"margin:0\">{}</p></li>\n", sentence(random)));
    }
    html.push_str("</ul>\n");
}

fn typed_list(html: &mut String, random: &mut Random) {
    for _ in 0..3 + random.below(3) {
        html.push_str(&format!("<p>- {};</p>\n", words(random, 12)));
    }
}

fn quote(html: &mut String, random: &mut Random) {
    html.push_str(&format!(
        "<blockquote class=\"wp-block-quote\"><p>“{}”</p><cite>{}</cite></blockquote>\n",
        sentence(random),
        words(random, 4)
    ));
}

const WORDS: &str = "hội nghị tổng kết công tác năm nay đã diễn ra tại thành phố với sự tham dự của đông đảo đại biểu đến \
    từ các đơn vị trong toàn ngành phát biểu khai mạc giám đốc nhấn mạnh vai trò nghiên cứu khoa học và chuyển giao \
    công nghệ phục vụ sản xuất nông nghiệp bền vững thích ứng biến đổi khí hậu bà con nông dân xã vùng cao phấn khởi \
    nhận giống lúa mới cho năng suất cao chất lượng gạo thơm ngon sinh viên trình bày kết quả thử nghiệm nguồn nước \
    sạch kinh phí dự kiến triển khai quý sau theo kế hoạch được phê duyệt";

fn words(random: &mut Random, n: usize) -> String {
    let all: Vec<&str> = WORDS.split_whitespace().collect();
    (0..n).map(|_| all[random.below(all.len())]).collect::<Vec<_>>().join(" ")
}

fn sentence(random: &mut Random) -> String {
    let n = 8 + random.below(24);
    let mut text = words(random, n);
    if random.below(4) == 0 {
        text.push_str(&format!(" đạt {} kg, tăng {}% &amp; vượt chỉ tiêu", random.below(9000), random.below(100)));
    }
    let rest = text.split_off(text.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest}.", text.to_uppercase())
}

/// Numbers that look like chance, by Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }
}
